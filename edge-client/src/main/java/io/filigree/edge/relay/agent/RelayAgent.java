package io.filigree.edge.relay.agent;

import io.filigree.edge.agent.Following;
import io.filigree.edge.agent.PutReply;
import io.filigree.edge.relay.Members;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.PeerScreen;
import io.filigree.edge.trust.RosterCheck;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.record.Relay;
import java.util.Optional;

/**
 * The core of a relay: what happened goes in, what to do comes out. Whoever it serves stays served
 * until a list that was verified, and is on the disk, says something else.
 */
public final class RelayAgent {

  /** However wrong a due time may be, the core never keeps a processor busy with it. */
  private static final long SHORTEST_NAP = 5;

  /** A relay that was removed serves on for so long: whoever is at it can leave without loss. */
  static final long LEAVING = 20_000;

  private static final long NEVER = Long.MAX_VALUE;

  private final RelaySettings settings;
  private final Following following;
  private final Telling telling;

  public RelayAgent(RelaySettings settings, Ed25519Verifier verifier) {
    this.settings = settings;
    this.following =
        new Following(
            settings.urls(),
            settings.pins(),
            new RosterCheck(settings.root(), verifier),
            PeerScreen.ofRelay(settings.root(), verifier),
            settings::foreign);
    this.telling = new Telling(settings);
  }

  /** Pure: the same state and input always give the same step. */
  public RelayStep step(RelayState state, RelayInput input) {
    RelayTurn turn = new RelayTurn(state, input.now());
    if (input instanceof RelayInput.Stopping) {
      following.hurry(turn);
    } else {
      take(turn, input);
      settle(turn);
    }
    return turn.finish(nextAt(turn));
  }

  private void take(RelayTurn turn, RelayInput input) {
    switch (input) {
      case RelayInput.Started started -> following.start(turn, started.remembered());
      case RelayInput.Tick tick -> {}
      case RelayInput.Stopping stopping -> {}
      case RelayInput.FeedAnswered answered -> following.answered(turn, answered.reply());
      case RelayInput.Announced announced -> announced(turn, announced.reply());
      case RelayInput.StatusAnswered answered ->
          turn.reporting = turn.reporting.answered(answered.reply(), turn.now(), turn.chance());
      case RelayInput.Saved saved -> following.saved(turn, saved.problem());
      case RelayInput.Counted counted -> turn.attached = counted.attached();
    }
  }

  /** Of several failures in a row the first is said; each is tried again all the same. */
  private static void announced(RelayTurn turn, PutReply reply) {
    boolean first = turn.announcing.failures() == 0;
    switch (reply) {
      case PutReply.Taken() -> turn.say("announced", "counter", "" + turn.announcing.counter());
      case PutReply.Stale stale -> {}
      case PutReply.Failed(String reason) -> turn.sayIf(first, "not-announced", "reason", reason);
    }
    turn.announcing = turn.announcing.answered(reply, turn.now(), turn.chance());
  }

  private void settle(RelayTurn turn) {
    following.reach(turn);
    following.save(turn);
    turn.feed().knowledge().durable().ifPresent(list -> serve(turn, list));
    leave(turn);
    following.ask(turn, 0);
    turn.feed().knowledge().newest().ifPresent(list -> announce(turn, list));
    telling.settle(turn);
  }

  private void serve(RelayTurn turn, PeerList list) {
    boolean known =
        turn.seen
            .filter(old -> old.mesh().equals(list.mesh()) && old.configuresLike(list))
            .isPresent();
    turn.seen = Optional.of(list);
    if (known) {
      return;
    }
    boolean removed = settings.own(list).isEmpty();
    turn.sayIf(removed && !turn.removed, "removed", "doing", "serving nobody soon");
    turn.sayIf(!removed && turn.removed, "listed-again");
    turn.leavesAt = leavesAt(turn, removed);
    turn.removed = removed;
    if (!removed) {
      serve(turn, Roll.of(list), list);
    }
  }

  private static long leavesAt(RelayTurn turn, boolean removed) {
    long counted = turn.removed ? turn.leavesAt : turn.now().millis() + LEAVING;
    return removed ? counted : NEVER;
  }

  private static void leave(RelayTurn turn) {
    if (turn.leavesAt <= turn.now().millis()) {
      turn.leavesAt = NEVER;
      turn.seen.ifPresent(list -> serve(turn, Members.none(), list));
    }
  }

  private static void serve(RelayTurn turn, Members members, PeerList list) {
    if (!members.equals(turn.members)) {
      turn.members = members;
      turn.effect(new RelayEffect.Serve(members));
      turn.say(
          "serving", "epoch", "" + list.holdings().epoch(), "members", "" + members.list().size());
    }
  }

  /** Only by what the coordinator says now: on the disk may lie what an operator has changed. */
  private void announce(RelayTurn turn, PeerList list) {
    Optional<Relay> own = settings.own(list);
    if (own.isEmpty() || !turn.feed().contact().reachable()) {
      return;
    }
    RelayNews news = wanted(own.get());
    if (turn.announcing.wants(news, own.get()) && turn.announcing.due(turn.now())) {
      turn.announcing = turn.announcing.put(news);
      turn.effect(new RelayEffect.Announce(news.numbered(turn.announcing.counter())));
    }
  }

  private RelayNews wanted(Relay own) {
    return new RelayNews(
        0,
        settings.root().wireGuardKey(),
        settings.told().isEmpty() ? own.endpoints() : settings.told());
  }

  private long nextAt(RelayTurn turn) {
    long next = Math.min(following.nextAt(turn), telling.nextAt(turn));
    next = Math.min(next, turn.leavesAt);
    boolean repeats = turn.announcing.failures() > 0 && turn.announcing.sending().isEmpty();
    next = Math.min(next, repeats ? turn.announcing.notBefore() : Long.MAX_VALUE);
    return Math.max(next, turn.now().millis() + SHORTEST_NAP);
  }
}
