package io.filigree.edge.agent;

import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.net.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The core of the edge client: what happened goes in, what to do comes out.
 *
 * <p>Each input changes what is known; then {@link #settle} looks at everything that is known and
 * starts whatever is due. Nothing depends on having seen a particular event, so a lost or repeated
 * one does no harm.
 */
public final class Agent {

  /** The longest the coordinator may keep a question waiting, in seconds. */
  public static final int WAIT_SECONDS = 45;

  /** However wrong a due time may be, the core never keeps a processor busy with it. */
  private static final long SHORTEST_NAP = 5;

  private final Learning learning;
  private final Remembering remembering;
  private final Announcing announcing;
  private final Shaping shaping;
  private final Reconciling reconciling;
  private final Showing showing;

  public Agent(Settings settings, Ed25519Verifier verifier) {
    this.learning = new Learning(settings, verifier);
    this.remembering = new Remembering(settings);
    this.announcing = new Announcing(settings);
    this.shaping = new Shaping(settings);
    this.reconciling = new Reconciling(shaping);
    this.showing = new Showing(settings);
  }

  /** Pure: the same state and input always give the same step. */
  public Step step(AgentState state, Input input) {
    Turn turn = new Turn(state, input.now());
    if (input instanceof Input.Stopping) {
      turn.disk = turn.disk.hurry(turn.now);
      turn.noting = turn.noting.hurry(turn.now);
      save(turn);
      remembering.settle(turn);
    } else {
      take(turn, input);
      settle(turn);
    }
    return turn.finish(nextAt(turn));
  }

  private void take(Turn turn, Input input) {
    switch (input) {
      case Input.Started started -> start(turn, started);
      case Input.Tick tick -> {}
      case Input.Stopping stopping -> {}
      case Input.FeedAnswered answered -> feedAnswered(turn, answered.reply());
      case Input.InboxAnswered answered -> inboxAnswered(turn, answered.observed());
      case Input.FactsAnswered answered -> factsAnswered(turn, answered.reply());
      case Input.StatusAnswered answered -> statusAnswered(turn, answered.reply());
      case Input.Saved saved -> saved(turn, saved.problem());
      case Input.Noted noted -> remembering.noted(turn, noted.problem());
      case Input.ClockSet set -> remembering.clockSet(turn, set.problem());
      case Input.Applied applied -> {
        reconciling.applied(turn, applied.found(), applied.report());
        remembering.looked(turn, applied.found());
      }
      case Input.Amended amended -> reconciling.amended(turn, amended.report());
      case Input.Disturbed disturbed -> turn.applying = turn.applying.disturbed(turn.now);
      case Input.Withdrawn withdrawn -> reconciling.withdrawn(turn, withdrawn.report().failures());
      case Input.Resolved resolved -> resolved(turn, resolved.host(), resolved.address());
      case Input.Probed probed -> turn.probing = turn.probing.answered(probed.echoes());
      case Input.MetricsServed served -> served(turn, served.problem());
      case Input.HostChanged changed -> turn.host = changed.host();
    }
  }

  private void start(Turn turn, Input.Started input) {
    turn.started = true;
    turn.host = input.host();
    turn.noting = Noting.remembered(input.seen());
    turn.contact = Contact.never(input.seen().wall());
    learning.remember(turn, input.remembered());
    remembering.start(turn);
    turn.applying = turn.applying.want();
  }

  private void feedAnswered(Turn turn, FeedReply reply) {
    switch (reply) {
      case FeedReply.News news -> {
        answered(turn, news.serverTime());
        turn.inbox = turn.inbox.heardOf(news.inbox());
        learning.learn(turn, news.answer());
      }
      case FeedReply.NothingNew nothing -> {
        answered(turn, nothing.serverTime());
        turn.contact = turn.contact.offeringNothing(turn.knowledge.newest());
        turn.inbox = turn.inbox.heardOf(nothing.inbox());
        turn.asking = turn.asking.nothingNew();
      }
      case FeedReply.Failed(String reason) -> {
        boolean news = !turn.contact.trouble().equals(Optional.of(reason));
        turn.sayIf(news, "coordinator-unreachable", "reason", reason);
        turn.contact = turn.contact.failed(reason);
        turn.asking = turn.asking.failed(turn.now, turn.chance());
      }
    }
  }

  private static void answered(Turn turn, Optional<Instant> serverTime) {
    if (!turn.contact.reachable()) {
      turn.say("coordinator-reachable");
    }
    turn.contact = turn.contact.answered(turn.now, serverTime);
  }

  private void inboxAnswered(Turn turn, Optional<Observed> observed) {
    if (observed.isEmpty()) {
      turn.inbox = turn.inbox.failed(turn.now, turn.chance());
      return;
    }
    if (!observed.get().addresses().equals(turn.inbox.observed())) {
      turn.say("seen-from", "addresses", LogLine.list(observed.get().addresses()));
    }
    turn.inbox = turn.inbox.answered(observed.get());
  }

  /** Of several failures in a row the first is said; each is tried again all the same. */
  private void factsAnswered(Turn turn, PutReply reply) {
    boolean first = turn.facts.failures() == 0;
    switch (reply) {
      case PutReply.Taken() -> turn.say("facts-taken", "counter", "" + turn.facts.counter());
      case PutReply.Stale(long counter) -> turn.sayIf(first, "facts-stale", "held", "" + counter);
      case PutReply.Failed(String reason) -> turn.sayIf(first, "facts-not-taken", "reason", reason);
    }
    turn.facts = turn.facts.answered(reply, turn.now, turn.chance());
  }

  private static void statusAnswered(Turn turn, PutReply reply) {
    if (reply instanceof PutReply.Failed(String reason)) {
      turn.sayIf(!turn.reporting.failing(), "status-not-taken", "reason", reason);
    }
    turn.reporting = turn.reporting.answered(reply, turn.now, turn.chance());
  }

  private void saved(Turn turn, Optional<String> problem) {
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
    if (!turn.knowledge.configuresLike(known)) {
      turn.applying = turn.applying.want();
    }
  }

  private void resolved(Turn turn, String host, Optional<IpAddress> address) {
    Optional<IpAddress> before = turn.names.address(host);
    boolean known = turn.names.unresolvable(host);
    turn.names = turn.names.resolved(host, address, turn.now, turn.chance());
    turn.sayIf(!known && turn.names.unresolvable(host), "unresolvable", "host", host);
    if (!turn.names.address(host).equals(before)) {
      turn.say("resolved", "host", host, "address", address.map(Object::toString).orElse(""));
      turn.applying = turn.applying.want();
    }
  }

  private static void served(Turn turn, Optional<String> problem) {
    if (problem.isPresent()) {
      boolean news = !turn.unserved.equals(problem);
      turn.sayIf(news, "metrics-unavailable", "reason", problem.get());
    } else {
      turn.sayIf(turn.unserved.isPresent(), "metrics-available");
    }
    turn.unserved = problem;
  }

  /** Starts whatever is due. What must be durable before it is applied is saved first. */
  private void settle(Turn turn) {
    learning.reach(turn);
    save(turn);
    remembering.settle(turn);
    reconciling.settle(turn);
    ask(turn);
    announcing.settle(turn);
    resolve(turn);
    probe(turn);
    showing.settle(turn);
  }

  private void save(Turn turn) {
    Optional<PeerList> newest = turn.knowledge.newest();
    if (newest.isPresent() && turn.disk.due(turn.now)) {
      turn.effect(
          new Effect.Save(
              turn.disk.waiting(), newest.get(), turn.contact.rightTime(), turn.disk.anew()));
      turn.disk = turn.disk.writing(newest.get());
    }
  }

  /** The first question does not wait, so that the first facts need not wait for its answer. */
  private void ask(Turn turn) {
    if (!turn.started || !turn.asking.due(turn.now)) {
      return;
    }
    Optional<Cursor> since =
        turn.asking.full()
            ? Optional.empty()
            : turn.knowledge.newest().map(list -> list.holdings().cursor());
    boolean first = turn.contact.last().isEmpty();
    turn.effect(new Effect.AskFeed(since, first ? 0 : WAIT_SECONDS, turn.inbox.number()));
    turn.asking = turn.asking.asked(turn.now);
  }

  private void resolve(Turn turn) {
    Optional<Cursor> stand = turn.knowledge.newest().map(list -> list.holdings().cursor());
    if (!turn.names.of().equals(stand)) {
      turn.names = turn.names.wanted(shaping.hosts(turn), stand);
    }
    for (String host : turn.names.due(turn.now)) {
      turn.effect(new Effect.Resolve(host));
      turn.names = turn.names.asked(host);
    }
  }

  private static void probe(Turn turn) {
    List<Target> targets = turn.probing.due(turn.now);
    if (!targets.isEmpty()) {
      turn.effect(new Effect.Probe(targets));
      turn.probing = turn.probing.asked(targets, turn.now);
    }
  }

  private long nextAt(Turn turn) {
    long next = turn.asking.inFlight() ? Long.MAX_VALUE : turn.asking.notBefore();
    next = Math.min(next, turn.disk.nextAt());
    next = Math.min(next, turn.noting.nextAt());
    next = Math.min(next, turn.applying.nextAt());
    next = Math.min(next, turn.applying.inFlight() ? Long.MAX_VALUE : turn.moves.nextAt());
    next = Math.min(next, turn.names.nextAt());
    next = Math.min(next, turn.probing.nextAt());
    next = Math.min(next, showing.nextAt(turn));
    next = Math.min(next, announcing.nextAt(turn));
    return Math.max(next, turn.now.millis() + SHORTEST_NAP);
  }
}
