package io.filigree.edge.agent;

import io.filigree.edge.trust.Holdings;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.PeerScreen;
import io.filigree.edge.trust.Refusal;
import io.filigree.edge.trust.RosterCheck;
import io.filigree.edge.trust.RosterVerdict;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How a core comes to know things: from the disk at start, from the feed afterwards. */
final class Learning {

  private final RosterCheck rosterCheck;
  private final PeerScreen screen;
  private final Function<PeerList, Optional<String>> foreign;

  /**
   * @param foreign why what the disk held cannot be ours, if it cannot
   */
  Learning(
      RosterCheck rosterCheck, PeerScreen screen, Function<PeerList, Optional<String>> foreign) {
    this.rosterCheck = rosterCheck;
    this.screen = screen;
    this.foreign = foreign;
  }

  /** What the disk held is verified like anything else, and then applied before any network. */
  void remember(FeedTurn turn, Remembered remembered) {
    switch (remembered) {
      case Remembered.Nothing() ->
          turn.say("started", "peers", "none known", "doing", "leaving alone what runs");
      case Remembered.Damaged(String reason) -> damaged(turn, reason);
      case Remembered.Found found -> {
        turn.contact = Contact.never(newest(found.wall(), turn.contact.rightTime()));
        switch (rosterCheck.judgeStored(found.holdings())) {
          case RosterVerdict.Accepted(Holdings holdings) -> restore(turn, holdings, found);
          case RosterVerdict.Refused(Refusal refusal) -> damaged(turn, refusal.text());
          case RosterVerdict.Incomplete() -> damaged(turn, "the peer list does not add up");
        }
      }
    }
  }

  private static Optional<Instant> newest(Optional<Instant> one, Optional<Instant> other) {
    boolean later = one.isPresent() && other.filter(one.get()::isBefore).isEmpty();
    return later ? one : other;
  }

  private static void damaged(FeedTurn turn, String reason) {
    turn.damage = Optional.of(reason);
    turn.say("peer-list-damaged", "reason", reason, "doing", "leaving alone what runs");
  }

  private void restore(FeedTurn turn, Holdings holdings, Remembered.Found found) {
    StoredGood lastGood = new StoredGood(holdings.copy(), found.exceptions());
    PeerList list = screen.restore(lastGood, holdings, turn.host);
    Optional<String> notOurs = foreign.apply(list);
    if (notOurs.isPresent()) {
      damaged(turn, notOurs.get());
      return;
    }
    turn.knowledge = Knowledge.restored(list);
    if (spoilt(List.of(), list.refusals())) {
      turn.asking = turn.asking.forEverything();
    }
    turn.say("started", "epoch", "" + holdings.epoch(), "peers", "" + list.peers().size());
  }

  /** An answer of the feed: judged as a whole, then site by site. Whether it was accepted. */
  boolean learn(FeedTurn turn, MeshAnswer answer) {
    Optional<PeerList> before = turn.knowledge.newest();
    turn.contact = turn.contact.offering(new Stand(answer.cursor(), answer.epoch()));
    return switch (rosterCheck.judge(before.map(PeerList::holdings), answer)) {
      case RosterVerdict.Incomplete() -> {
        boolean news = !turn.asking.full();
        turn.contact = turn.contact.resynced();
        turn.asking = turn.asking.incomplete(turn.now, turn.chance());
        turn.sayIf(news, "incomplete", "cursor", "" + answer.cursor(), "doing", "asking for all");
        yield false;
      }
      case RosterVerdict.Refused(Refusal refusal) -> {
        refuse(turn, refusal);
        yield false;
      }
      case RosterVerdict.Accepted(Holdings holdings) -> screened(turn, before, holdings, answer);
    };
  }

  private boolean screened(
      FeedTurn turn, Optional<PeerList> before, Holdings holdings, MeshAnswer answer) {
    PeerList list = screen.screen(before, holdings, turn.host);
    Optional<Refusal> mass = before.flatMap(old -> screen.massRemoval(old, list));
    if (mass.isPresent()) {
      refuse(turn, mass.get());
    } else {
      accept(turn, before, list, answer);
    }
    return mass.isEmpty();
  }

  private static void refuse(FeedTurn turn, Refusal refusal) {
    boolean news = !turn.contact.refused().equals(Optional.of(refusal));
    turn.sayIf(news, "roster-refused", "reason", refusal.text());
    turn.contact = turn.contact.refusing(Optional.of(refusal));
    turn.asking = turn.asking.failed(turn.now, turn.chance());
  }

  private void accept(FeedTurn turn, Optional<PeerList> before, PeerList list, MeshAnswer answer) {
    boolean diskFirst = before.isEmpty() || diskFirst(before.get(), list);
    turn.contact = turn.contact.refusing(Optional.empty());
    asked(turn, before, list);
    turn.damage = Optional.empty();
    turn.knowledge = turn.knowledge.learned(list, diskFirst);
    turn.disk =
        turn.disk.add(
            new Memory(answer, Memory.exceptions(list), turn.contact.rightTime()),
            diskFirst,
            turn.now);
    turn.say(
        "learned",
        "epoch",
        "" + list.holdings().epoch(),
        "cursor",
        "" + list.holdings().cursor(),
        "peers",
        "" + list.peers().size());
    sayNewRefusals(turn, before.map(PeerList::refusals).orElse(List.of()), list.refusals());
  }

  private static void asked(FeedTurn turn, Optional<PeerList> before, PeerList list) {
    boolean further =
        before.filter(old -> old.holdings().cursor().equals(list.holdings().cursor())).isEmpty();
    if (spoilt(before.map(PeerList::refusals).orElse(List.of()), list.refusals())) {
      turn.contact = turn.contact.resynced();
      turn.asking = turn.asking.incomplete(turn.now, turn.chance());
    } else {
      turn.asking = further ? turn.asking.news() : turn.asking.sameAgain();
    }
  }

  /**
   * The digest covers what a site says, but neither its signature nor where it is filed. What was
   * spoilt there on the way is not sent again by itself: everything is asked for, once.
   */
  private static boolean spoilt(List<Refusal> before, List<Refusal> now) {
    for (Refusal refusal : now) {
      boolean covered =
          switch (refusal.reason()) {
            case FACTS_SIGNATURE, FOREIGN_FACTS, FOREIGN_RECORD -> false;
            default -> true;
          };
      if (!covered && !before.contains(refusal)) {
        return true;
      }
    }
    return false;
  }

  private static void sayNewRefusals(FeedTurn turn, List<Refusal> before, List<Refusal> now) {
    for (Refusal refusal : now) {
      boolean news = !before.contains(refusal);
      turn.sayIf(news, "refused", "site", refusal.subject(), "reason", refusal.text());
    }
    for (Refusal refusal : before) {
      boolean over = !now.contains(refusal);
      turn.sayIf(over, "refusal-over", "site", refusal.subject(), "reason", refusal.text());
    }
  }

  /** Roster and key changes must survive a cut of power before anything acts on them. */
  private static boolean diskFirst(PeerList before, PeerList list) {
    if (!before.holdings().epoch().equals(list.holdings().epoch())) {
      return true;
    }
    for (SiteId site : list.changedSince(before)) {
      if (!key(before, site).equals(key(list, site))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<WireGuardPublicKey> key(PeerList list, SiteId site) {
    return Optional.ofNullable(list.peers().get(site)).flatMap(Peer::wireGuardKey);
  }
}
