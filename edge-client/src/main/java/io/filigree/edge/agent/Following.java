package io.filigree.edge.agent;

import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.PeerScreen;
import io.filigree.edge.trust.RosterCheck;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.net.CoordinatorUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Follows the feed: asks, learns from what comes, keeps it on the disk. The same for a site and for
 * a relay; what they make of what they know is theirs.
 */
public final class Following {

  /** The longest the coordinator may keep a question waiting, in seconds. */
  private static final int WAIT_SECONDS = 45;

  private final List<CoordinatorUrl> urls;
  private final List<Pin> pins;
  private final Learning learning;

  /**
   * @param urls the coordinators of the join token, for as long as the mesh record names none
   * @param pins their pins, likewise
   * @param foreign why what the disk held cannot be ours, if it cannot
   */
  public Following(
      List<CoordinatorUrl> urls,
      List<Pin> pins,
      RosterCheck check,
      PeerScreen screen,
      Function<PeerList, Optional<String>> foreign) {
    this.urls = List.copyOf(urls);
    this.pins = List.copyOf(pins);
    this.learning = new Learning(check, screen, foreign);
  }

  /** With what the disk held; always the first. */
  public void start(FeedTurn turn, Remembered remembered) {
    turn.started = true;
    learning.remember(turn, remembered);
  }

  /** Takes the answer to a question; true if it brought a peer list that was accepted. */
  public boolean answered(FeedTurn turn, FeedReply reply) {
    return switch (reply) {
      case FeedReply.News news -> {
        heard(turn, news.serverTime());
        yield learning.learn(turn, news.answer());
      }
      case FeedReply.NothingNew nothing -> {
        heard(turn, nothing.serverTime());
        turn.contact = turn.contact.offeringNothing(turn.knowledge.newest());
        turn.asking = turn.asking.nothingNew();
        yield false;
      }
      case FeedReply.Failed(String reason) -> {
        boolean news = !turn.contact.trouble().equals(Optional.of(reason));
        turn.sayIf(news, "coordinator-unreachable", "reason", reason);
        turn.contact = turn.contact.failed(reason);
        turn.asking = turn.asking.failed(turn.now, turn.chance());
        yield false;
      }
    };
  }

  private static void heard(FeedTurn turn, Optional<Instant> serverTime) {
    if (!turn.contact.reachable()) {
      turn.say("coordinator-reachable");
    }
    turn.contact = turn.contact.answered(turn.now, serverTime);
  }

  /** What was written is on the disk, or with a problem is not. */
  public void saved(FeedTurn turn, Optional<String> problem) {
    if (problem.isPresent()) {
      boolean news = !turn.disk.problem().equals(problem);
      turn.sayIf(news, "not-saved", "reason", problem.get());
      turn.disk = turn.disk.failed(problem.get(), turn.now);
      return;
    }
    turn.sayIf(turn.disk.problem().isPresent(), "saved-again");
    Optional<PeerList> whole = turn.disk.saving();
    turn.disk = turn.disk.written();
    Knowledge known = turn.knowledge;
    whole.ifPresent(list -> turn.knowledge = known.saved(list));
  }

  /** What waits for the disk does not wait any longer: the program is about to stop. */
  public void hurry(FeedTurn turn) {
    turn.disk = turn.disk.hurry(turn.now);
    save(turn);
  }

  /** URLs and pins are in the signed mesh record too, so that they can move. */
  public void reach(FeedTurn turn) {
    Optional<PeerList> newest = turn.knowledge.newest();
    List<CoordinatorUrl> named = newest.map(list -> list.mesh().urls()).orElse(List.of());
    List<Pin> pinned = newest.map(list -> list.mesh().pins()).orElse(List.of());
    Effect.Reach wanted =
        new Effect.Reach(named.isEmpty() ? urls : named, pinned.isEmpty() ? pins : pinned);
    if (!turn.reach.equals(Optional.of(wanted))) {
      turn.sayIf(turn.reach.isPresent(), "coordinators", "urls", LogLine.list(wanted.urls()));
      turn.reach = Optional.of(wanted);
      turn.effect(wanted);
    }
  }

  /** Writes what is due. */
  public void save(FeedTurn turn) {
    Optional<PeerList> newest = turn.knowledge.newest();
    if (newest.isPresent() && turn.disk.due(turn.now)) {
      turn.effect(
          new Effect.Save(
              turn.disk.waiting(), newest.get(), turn.contact.rightTime(), turn.disk.anew()));
      turn.disk = turn.disk.writing(newest.get());
    }
  }

  /**
   * Asks if it is time to. The first question does not wait, so that what is to be said first need
   * not wait for its answer.
   */
  public void ask(FeedTurn turn, long inbox) {
    if (!turn.started || !turn.asking.due(turn.now)) {
      return;
    }
    Optional<Cursor> since =
        turn.asking.full()
            ? Optional.empty()
            : turn.knowledge.newest().map(list -> list.holdings().cursor());
    boolean first = turn.contact.last().isEmpty();
    turn.effect(new Effect.AskFeed(since, first ? 0 : WAIT_SECONDS, inbox));
    turn.asking = turn.asking.asked(turn.now);
  }

  /** When something of this is due next, in milliseconds. */
  public long nextAt(FeedTurn turn) {
    long ask = turn.asking.inFlight() ? Long.MAX_VALUE : turn.asking.notBefore();
    return Math.min(ask, turn.disk.nextAt());
  }
}
