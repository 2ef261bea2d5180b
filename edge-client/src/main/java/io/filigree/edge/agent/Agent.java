package io.filigree.edge.agent;

import io.filigree.edge.trust.PeerScreen;
import io.filigree.edge.trust.RosterCheck;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.net.IpAddress;
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

  /** However wrong a due time may be, the core never keeps a processor busy with it. */
  private static final long SHORTEST_NAP = 5;

  private final Following following;
  private final Remembering remembering;
  private final Announcing announcing;
  private final Shaping shaping;
  private final Agreeing agreeing;
  private final Promoting promoting;
  private final Leaving leaving;
  private final Reconciling reconciling;
  private final Showing showing;

  public Agent(Settings settings, Ed25519Verifier verifier) {
    this.following =
        new Following(
            settings.urls(),
            settings.pins(),
            new RosterCheck(settings.root(), verifier),
            new PeerScreen(settings.root(), verifier),
            new OwnKeys(settings.root())::foreign);
    this.remembering = new Remembering(settings);
    this.announcing = new Announcing(settings);
    this.shaping = new Shaping(settings);
    this.agreeing = new Agreeing(settings);
    this.promoting = new Promoting(settings, agreeing);
    this.leaving = new Leaving(settings);
    this.reconciling = new Reconciling(shaping, settings.warm().metered());
    this.showing = new Showing(settings);
  }

  /** Pure: the same state and input always give the same step. */
  public Step step(AgentState state, Input input) {
    Turn turn = new Turn(state, input.now());
    if (input instanceof Input.Stopping) {
      following.hurry(turn);
      turn.noting = turn.noting.hurry(turn.now);
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
        Nudging.looked(turn, applied.found());
      }
      case Input.Amended amended -> reconciling.amended(turn, amended.report());
      case Input.Disturbed disturbed -> turn.applying = turn.applying.disturbed(turn.now);
      case Input.Withdrawn withdrawn -> reconciling.withdrawn(turn, withdrawn.report().failures());
      case Input.Resolved resolved -> resolved(turn, resolved.host(), resolved.address());
      case Input.Probed probed -> probed(turn, probed.echoes());
      case Input.TrafficSeen seen -> {
        Watchdog.seen(turn, seen.moved());
        Remembering.talked(turn, seen.moved());
      }
      case Input.Checked checked -> Watchdog.answered(turn, checked.echoes());
      case Input.RelaysAnswered answered -> Looking.answered(turn, answered.sights());
      case Input.Told told -> agreeing.told(turn, told.from(), told.call());
      case Input.MetricsServed served -> served(turn, served.problem());
      case Input.HostChanged changed -> {
        turn.host = changed.host();
        turn.outlook = turn.outlook.want();
      }
    }
  }

  private void start(Turn turn, Input.Started input) {
    turn.host = input.host();
    turn.noting = Noting.remembered(input.seen());
    turn.nudging = Nudging.after(input.seen());
    turn.contact = Contact.never(input.seen().wall());
    following.start(turn, input.remembered());
    announcing.fed(turn);
    remembering.start(turn);
    turn.applying = turn.applying.want();
  }

  private void feedAnswered(Turn turn, FeedReply reply) {
    Knowledge known = turn.knowledge;
    boolean learned = following.answered(turn, reply);
    switch (reply) {
      case FeedReply.News news -> turn.inbox = turn.inbox.heardOf(news.inbox());
      case FeedReply.NothingNew nothing -> turn.inbox = turn.inbox.heardOf(nothing.inbox());
      case FeedReply.Failed failed -> {}
    }
    if (learned) {
      applyUnlessLike(turn, known);
      announcing.fed(turn);
    }
  }

  private static void applyUnlessLike(Turn turn, Knowledge known) {
    if (!turn.knowledge.configuresLike(known)) {
      turn.applying = turn.applying.want();
    }
  }

  private void inboxAnswered(Turn turn, Optional<Observed> observed) {
    if (observed.isEmpty()) {
      turn.inbox = turn.inbox.failed(turn.now, turn.chance());
      return;
    }
    if (!observed.get().places().equals(turn.inbox.observed())) {
      turn.say("seen-from", "addresses", LogLine.list(observed.get().places()));
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
    Knowledge known = turn.knowledge;
    following.saved(turn, problem);
    if (problem.isEmpty()) {
      leaving.settle(turn, known.durable());
      applyUnlessLike(turn, known);
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
    following.reach(turn);
    following.save(turn);
    remembering.settle(turn);
    follow(turn);
    promoting.settle(turn);
    agreeing.settle(turn);
    Looking.settle(turn);
    Nudging.settle(turn);
    reconciling.settle(turn);
    Watchdog.ask(turn);
    following.ask(turn, turn.inbox.number());
    announcing.settle(turn);
    resolve(turn);
    probe(turn);
    showing.settle(turn);
  }

  private void resolve(Turn turn) {
    Optional<Cursor> stand = turn.knowledge.newest().map(list -> list.holdings().cursor());
    if (!turn.names.of().equals(stand)) {
      turn.names = turn.names.wanted(Whereabouts.hosts(turn), stand);
    }
    for (String host : turn.names.due(turn.now)) {
      turn.effect(new Effect.Resolve(host));
      turn.names = turn.names.asked(host);
    }
  }

  private static void probe(Turn turn) {
    turn.probing = turn.probing.calm(!Relays.used(turn));
    List<Target> targets = turn.probing.due(turn.now);
    if (!targets.isEmpty()) {
      turn.effect(new Effect.Probe(targets));
      turn.probing = turn.probing.asked(targets, turn.now);
    }
  }

  private static void probed(Turn turn, List<Echo> echoes) {
    turn.probing = turn.probing.answered(echoes);
    for (Echo echo : echoes) {
      Relays.withKey(turn, echo.peer())
          .ifPresent(relay -> Watchdog.relayAnswered(turn, relay, echo.roundTrip().isPresent()));
    }
  }

  /** The counters are of use only where a peer could be reached in another way. */
  private static void follow(Turn turn) {
    boolean wanted = Relays.any(turn);
    if (wanted != turn.flows.followed()) {
      turn.flows = turn.flows.followed(wanted);
      turn.ways = wanted ? turn.ways : Ways.asAnnounced();
      turn.effect(new Effect.FollowTraffic(wanted));
    }
  }

  private long nextAt(Turn turn) {
    long next = following.nextAt(turn);
    next = Math.min(next, turn.noting.nextAt());
    next = Math.min(next, turn.applying.nextAt());
    next = Math.min(next, turn.applying.inFlight() ? Long.MAX_VALUE : turn.moves.nextAt());
    next = Math.min(next, turn.names.nextAt());
    next = Math.min(next, turn.flows.nextAt());
    next = Math.min(next, Promoting.nextAt(turn));
    next = Math.min(next, turn.nudging.dueAt());
    next = Math.min(next, turn.agreements.nextAt());
    next = Math.min(next, turn.probing.nextAt());
    next = Math.min(next, Looking.nextAt(turn));
    next = Math.min(next, showing.nextAt(turn));
    next = Math.min(next, announcing.nextAt(turn));
    return Math.max(next, turn.now.millis() + SHORTEST_NAP);
  }
}
