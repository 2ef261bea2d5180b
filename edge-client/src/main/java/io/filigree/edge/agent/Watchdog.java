package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Relay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The watchdog (design section 7): a peer to which bytes go and from which none come is asked
 * through the tunnel, and if it does not answer, it is added again at a relay that does. So cut
 * paths, dead relays and restarted peers heal in about a second, without the coordinator.
 */
final class Watchdog {

  /** A new handshake through a relay takes two round trips. */
  private static final long SETTLING = 700;

  private static final long DOWN_ROUND = 2_000;
  private static final long LONG_DOWN_ROUND = 60_000;
  private static final long LONG_DOWN = 600_000;

  /** What an answer may take, in milliseconds, or so many round trips (wire.md). */
  private static final int LEAST_PATIENCE = 300;

  private static final int ROUND_TRIPS = 3;

  /** With more the JVM would ask again after a second. */
  private static final int MOST_PATIENCE = 1_000;

  /** In milliseconds: whose outcome gets lost by a fault of ours is asked again after that. */
  private static final long LOST = 2_000;

  /** Asked at once, each on a thread of its own. */
  private static final int MOST_AT_ONCE = 8;

  private Watchdog() {}

  /** These peers' counters have moved. */
  static void seen(Turn turn, Map<WireGuardPublicKey, ActualPeer> moved) {
    if (!turn.flows.followed()) {
      return; // counted before the last relay went
    }
    Map<WireGuardPublicKey, Peer> peers = watched(turn);
    Map<WireGuardPublicKey, Flow> changed = new HashMap<>();
    moved.forEach((key, actual) -> {
      Peer peer = peers.get(key);
      if (peer != null) {
        changed.put(key, seen(turn, peer, actual, base(turn, key)));
      }
    });
    turn.flows = turn.flows.with(changed);
    forgetGone(turn, peers.keySet());
  }

  /** Keys change and sites go: nothing is kept of who is no peer any more. */
  private static void forgetGone(Turn turn, Set<WireGuardPublicKey> peers) {
    turn.flows = turn.flows.retain(peers);
    turn.ways = turn.ways.retain(peers);
    turn.agreements = turn.agreements.retain(peers);
  }

  private static Flow seen(Turn turn, Peer peer, ActualPeer actual, Optional<ActualPeer> base) {
    Flow before = peer.wireGuardKey().map(turn.flows.peers()::get).orElseGet(() -> Flow.from(base));
    Flow now = before.seen(actual, turn.now);
    if (before.down() && !now.down()) {
      back(turn, peer);
    }
    boolean moved = !now.endpoint().equals(base.flatMap(ActualPeer::endpoint));
    if (moved || (live(turn, Optional.of(actual)) && !live(turn, base))) {
      turn.applying = turn.applying.outdated(turn.now);
    }
    return now;
  }

  private static boolean live(Turn turn, Optional<ActualPeer> peer) {
    return peer.filter(known -> known.liveAt(turn.now.wall())).isPresent();
  }

  private static Optional<ActualPeer> base(Turn turn, WireGuardPublicKey key) {
    return Optional.ofNullable(turn.applying.peers().get(key));
  }

  /**
   * The machine was looked at. Where there are no relays nobody counts, but a warm peer's session
   * never ends by itself: when it is over, WireGuard has tried for minutes, and one echo more makes
   * it sure, whatever became of this machine's clock.
   */
  static void looked(Turn turn) {
    if (turn.flows.followed()) {
      return;
    }
    Map<WireGuardPublicKey, ActualPeer> actual = turn.applying.peers();
    watched(turn)
        .forEach((key, peer) -> {
          if (actual.containsKey(key)) {
            looked(turn, peer, key, actual.get(key));
          }
        });
  }

  private static void looked(Turn turn, Peer peer, WireGuardPublicKey key, ActualPeer actual) {
    Flow flow = turn.flows.peers().getOrDefault(key, Flow.from(Optional.of(actual)));
    if (flow.down() && actual.liveAt(turn.now.wall())) {
      turn.flows = turn.flows.with(key, flow.answered(turn.now));
      back(turn, peer);
    } else if (!flow.unanswered() && Warmth.lost(turn, key, actual)) {
      turn.flows = turn.flows.with(key, flow.ask(turn.now.millis()));
    }
  }

  /** A static peer knows nothing of relays and may well answer no ping. */
  private static Map<WireGuardPublicKey, Peer> watched(Turn turn) {
    Map<WireGuardPublicKey, Peer> peers = new HashMap<>();
    Optional<PeerList> list = turn.knowledge.durable();
    if (list.isPresent()) {
      for (Peer peer : list.get().peers().values()) {
        if (peer.record().staticPeer().isEmpty() && Warmth.address(peer).isPresent()) {
          peer.wireGuardKey().ifPresent(key -> peers.put(key, peer));
        }
      }
    }
    return peers;
  }

  /** Asks whom there is doubt about, and the relays beside them: only they tell what is cut. */
  static void ask(Turn turn) {
    if (turn.flows.nextAt() > turn.now.millis()) {
      return;
    }
    Map<WireGuardPublicKey, Peer> peers = watched(turn);
    forgetGone(turn, peers.keySet());
    List<Question> questions = doubts(turn, peers);
    if (!questions.isEmpty()) {
      turn.flows = turn.flows.asked(questions, turn.now.millis() + LOST);
      for (Relay relay : Relays.of(turn)) {
        questions.add(question(turn, relay.wireGuardKey(), relay.address()));
      }
      turn.effect(new Effect.Check(questions));
    }
  }

  private static List<Question> doubts(Turn turn, Map<WireGuardPublicKey, Peer> peers) {
    List<Question> doubts = new ArrayList<>();
    turn.flows
        .peers()
        .forEach((key, flow) -> {
          Peer peer = peers.get(key);
          if (peer != null && flow.due(turn.now) && doubts.size() < MOST_AT_ONCE) {
            Warmth.address(peer).ifPresent(at -> doubts.add(question(turn, key, at)));
          }
        });
    return doubts;
  }

  /** Who was never timed may be as far away as the nearest relay: our own line may be slow. */
  private static Question question(Turn turn, WireGuardPublicKey key, IpAddress at) {
    Optional<Duration> known = turn.probing.quality(key).flatMap(Quality::median);
    long roundTrip = known.or(() -> Relays.nearest(turn)).map(Duration::toMillis).orElse(0L);
    return new Question(
        new Target(key, at), Math.clamp(ROUND_TRIPS * roundTrip, LEAST_PATIENCE, MOST_PATIENCE));
  }

  static void answered(Turn turn, List<Echo> echoes) {
    turn.flows = turn.flows.answered();
    Map<WireGuardPublicKey, Peer> peers = watched(turn);
    for (Echo echo : echoes) {
      Relays.withKey(turn, echo.peer())
          .ifPresent(relay -> relayAnswered(turn, relay, echo.roundTrip().isPresent()));
    }
    for (Echo echo : echoes) {
      Peer peer = peers.get(echo.peer());
      Flow flow = turn.flows.peers().get(echo.peer());
      if (peer != null && flow != null) {
        answered(turn, peer, echo, flow);
      }
    }
    leaveSilent(turn, peers);
  }

  /** Who is at a relay that is silent need not be asked any more. */
  private static void leaveSilent(Turn turn, Map<WireGuardPublicKey, Peer> peers) {
    if (turn.ways.silent().isEmpty()) {
      return;
    }
    turn.flows
        .peers()
        .forEach((key, flow) -> {
          Peer peer = peers.get(key);
          boolean lost =
              flow.unanswered()
                  && flow.tried().isEmpty()
                  && flow.endpoint()
                      .flatMap(at -> Relays.at(turn, at))
                      .filter(relay -> Relays.silent(turn, relay))
                      .isPresent();
          if (peer != null && lost) {
            unanswered(turn, peer, key, flow);
          }
        });
  }

  static void relayAnswered(Turn turn, Relay relay, boolean answers) {
    boolean news = Relays.silent(turn, relay) == answers;
    turn.sayIf(news && answers, "relay-answers", "relay", relay.name().toString());
    turn.sayIf(news && !answers, "relay-silent", "relay", relay.name().toString());
    turn.ways = turn.ways.answering(relay.wireGuardKey(), answers);
    if (answers) {
      turn.outlook =
          news ? turn.outlook.want() : turn.outlook.reachable(relay.wireGuardKey(), turn.now);
    }
  }

  private static void answered(Turn turn, Peer peer, Echo echo, Flow flow) {
    if (echo.roundTrip().isPresent()) {
      turn.flows = turn.flows.with(echo.peer(), flow.answered(turn.now));
      if (flow.down()) {
        back(turn, peer);
      }
    } else if (flow.unanswered()) { // else something came from it meanwhile
      unanswered(turn, peer, echo.peer(), flow);
    }
  }

  private static void unanswered(Turn turn, Peer peer, WireGuardPublicKey key, Flow flow) {
    List<Relay> answering = new ArrayList<>();
    for (Relay relay : Relays.ranked(turn)) {
      if (!Relays.silent(turn, relay)) {
        answering.add(relay);
      }
    }
    Ways.Trial trial = turn.ways.trials().get(key);
    if (trial != null && !answering.isEmpty()) {
      Promoting.takeBack(turn, peer, key, trial);
      turn.flows = turn.flows.with(key, flow.through(trial.relay(), turn.now.millis() + SETTLING));
      return;
    }
    Optional<Relay> next = untried(turn, answering, flow);
    if (next.isPresent()) {
      through(turn, peer, key, flow, next.get());
    } else if (answering.isEmpty() && Relays.any(turn)) {
      // A session that is left alone goes on as soon as its way is there again.
      turn.flows = turn.flows.with(key, flow.ask(turn.now.millis() + SETTLING));
    } else {
      down(turn, peer, key, flow);
    }
  }

  /** Another relay than the one it is at, if there is one: why does it not answer there? */
  private static Optional<Relay> untried(Turn turn, List<Relay> answering, Flow flow) {
    Optional<Relay> here = flow.endpoint().flatMap(endpoint -> Relays.at(turn, endpoint));
    Optional<Relay> last = Optional.empty();
    for (Relay relay : answering) {
      if (!flow.tried().contains(relay.wireGuardKey())) {
        if (!here.equals(Optional.of(relay))) {
          return Optional.of(relay);
        }
        last = Optional.of(relay);
      }
    }
    return last;
  }

  private static void through(
      Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, Relay relay) {
    boolean direct = flow.endpoint().flatMap(at -> Relays.at(turn, at)).isEmpty();
    turn.sayIf(!flow.down(), "rerouted", "peer", peer.name(), "through", relay.name().toString());
    turn.ways = direct ? turn.ways.failed(key, flow.endpoint(), turn.now, false) : turn.ways;
    turn.ways = turn.ways.choose(key, new Way.Relayed(relay.wireGuardKey()), Ways.Move.AFRESH);
    turn.flows =
        turn.flows.with(key, flow.through(relay.wireGuardKey(), turn.now.millis() + SETTLING));
  }

  /**
   * Each relay was tried: it has gone, or nothing leads to it. It is tried on, ever more seldom.
   */
  private static void down(Turn turn, Peer peer, WireGuardPublicKey key, Flow flow) {
    boolean news = !flow.down();
    turn.sayIf(news, "down", "peer", peer.name());
    turn.applying = news ? turn.applying.want() : turn.applying;
    boolean lately = news || turn.now.millis() - flow.downSince() < LONG_DOWN;
    long round = lately ? DOWN_ROUND : LONG_DOWN_ROUND;
    turn.flows = turn.flows.with(key, flow.down(turn.now, turn.now.millis() + round));
  }

  private static void back(Turn turn, Peer peer) {
    turn.say("up", "peer", peer.name());
    turn.applying = turn.applying.want();
  }
}
