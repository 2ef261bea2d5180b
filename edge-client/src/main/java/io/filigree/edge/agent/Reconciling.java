package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.ActualTable;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.Drift;
import io.filigree.edge.plan.Failure;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.SiteView;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps this machine as the mesh says, and says what had to be put right. */
final class Reconciling {

  /** Lines per pass: somebody may have deleted a thousand routes. */
  private static final int MOST_LINES = 10;

  private final Shaping shaping;
  private final Amending amending;
  private final boolean metered;

  /**
   * @param metered whether nobody but the relays is probed
   */
  Reconciling(Shaping shaping, boolean metered) {
    this.shaping = shaping;
    this.metered = metered;
    this.amending = new Amending(shaping);
  }

  void settle(Turn turn) {
    Optional<PeerList> list = turn.knowledge.durable();
    boolean due = turn.applying.due(turn.now) || shaping.moveDue(turn);
    if (list.isEmpty() || turn.applying.inFlight()) {
      return;
    }
    if (!list.get().removed() && !turn.ways.moves().isEmpty()) {
      move(turn, list.get());
      return;
    }
    if (!due) {
      return;
    }
    if (list.get().removed()) {
      turn.applying = turn.applying.begun(Optional.empty(), list.get());
      turn.effect(new Effect.Withdraw());
      return;
    }
    turn.withdrawn = false;
    Optional<List<Operation.OfPeer>> amendment = amending.amendment(turn, list.get());
    if (amendment.isPresent()) {
      turn.applying = turn.applying.amending(list.get());
      turn.effect(new Effect.Amend(amendment.get()));
    } else {
      SiteView view = shaping.view(turn, list.get());
      turn.applying = turn.applying.begun(Optional.of(view), list.get());
      turn.effect(new Effect.Apply(view));
    }
  }

  /** The quick way: a second's silence is not to be made longer by a look at the machine. */
  private void move(Turn turn, PeerList list) {
    List<Operation.OfPeer> operations = amending.moves(turn, list);
    turn.ways = turn.ways.moved();
    if (!operations.isEmpty()) {
      turn.applying = turn.applying.moving();
      turn.effect(new Effect.Amend(operations));
    }
  }

  void amended(Turn turn, ApplyReport report) {
    boolean changed = !report.changed().isEmpty();
    turn.sayIf(changed, "applied", "changes", "" + report.changed().size());
    sayNew(turn, report.failures());
    turn.applying = turn.applying.amended(!report.failures().isEmpty(), turn.now);
  }

  void applied(Turn turn, ActualState found, ApplyReport report) {
    List<Failure> failures = new ArrayList<>(found.failures());
    failures.addAll(report.failures());
    if (!report.changed().isEmpty()) {
      sayChanged(turn, report.changed(), healed(turn, found, report.changed()));
    }
    sayNew(turn, failures);
    found.table().ifPresent(table -> sayDropped(turn, table));
    turn.applying = turn.applying.done(found, failures, !report.changed().isEmpty(), turn.now);
    turn.moves = turn.moves.answered(turn.applying.answered());
    turn.probing = turn.probing.warm(Warmth.of(turn, metered));
    Watchdog.looked(turn);
  }

  void withdrawn(Turn turn, List<Failure> failures) {
    sayNew(turn, failures);
    turn.sayIf(failures.isEmpty() && !turn.withdrawn, "withdrawn", "reason", "no longer listed");
    turn.withdrawn = failures.isEmpty();
    turn.applying = turn.applying.withdrawn(failures, turn.now);
    turn.moves = FirstMoves.none();
    turn.probing = turn.probing.warm(Map.of());
  }

  private static List<Operation> healed(Turn turn, ActualState found, List<Operation> changed) {
    Optional<SiteView> asked = turn.applying.asked();
    Optional<SiteView> settled = turn.applying.settled();
    Optional<ActualState> right = turn.applying.right();
    return asked.isEmpty() || settled.isEmpty() || right.isEmpty()
        ? List.of()
        : Drift.healed(
            changed,
            desired(settled.get(), found),
            desired(asked.get(), found),
            right.get(),
            found);
  }

  private static DesiredState desired(SiteView view, ActualState found) {
    return DesiredState.of(Restraint.apply(view, found));
  }

  private static void sayChanged(Turn turn, List<Operation> changed, List<Operation> healed) {
    if (healed.isEmpty()) {
      turn.say("applied", "changes", "" + changed.size());
      return;
    }
    int lines = 0;
    for (Operation operation : healed) {
      String what = named(turn, operation);
      turn.heals = turn.heals.and(what, turn.now.wall());
      if (lines++ < MOST_LINES) {
        turn.say("healed", "what", what);
      }
    }
    if (lines > MOST_LINES) {
      turn.say("healed", "more", "" + (lines - MOST_LINES));
    }
  }

  /** People know a peer by its site's name. */
  private static String named(Turn turn, Operation operation) {
    String what = operation.describe();
    if (operation instanceof Operation.OfPeer ofPeer) {
      return name(turn, ofPeer.key())
          .map(name -> what.replace(ofPeer.key().toString(), name))
          .orElse(what);
    }
    return what;
  }

  private static Optional<String> name(Turn turn, WireGuardPublicKey key) {
    Optional<PeerList> list = turn.knowledge.durable();
    if (list.isPresent()) {
      for (Peer peer : list.get().peers().values()) {
        if (peer.wireGuardKey().equals(Optional.of(key))) {
          return Optional.of(peer.name());
        }
      }
    }
    return Relays.withKey(turn, key).map(relay -> relay.name().toString());
  }

  /** What failed before is no news, though its reason may name another temporary file. */
  private static void sayNew(Turn turn, List<Failure> failures) {
    List<Failure> before = turn.applying.failures();
    Set<String> failedBefore = names(before);
    Set<String> failedNow = names(failures);
    for (Failure failure : failures) {
      boolean news = !failedBefore.contains(failure.what());
      turn.sayIf(news, "not-applied", "what", failure.what(), "reason", failure.reason());
    }
    for (Failure failure : before) {
      boolean over = !failedNow.contains(failure.what());
      turn.sayIf(over, "failure-over", "what", failure.what());
    }
  }

  private static Set<String> names(List<Failure> failures) {
    Set<String> names = new HashSet<>();
    failures.forEach(failure -> names.add(failure.what()));
    return names;
  }

  private static void sayDropped(Turn turn, ActualTable table) {
    Map<String, Long> drops = table.drops();
    for (String rule : turn.drops.begun(drops, turn.now)) {
      turn.say("dropping", "what", rule, "packets", "" + drops.get(rule));
    }
    turn.drops = turn.drops.seen(drops, turn.now);
  }
}
