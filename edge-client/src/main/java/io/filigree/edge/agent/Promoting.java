package io.filigree.edge.agent;

import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Relay;
import java.util.Map;
import java.util.Optional;

/**
 * From the relay to a direct way, for peers with traffic that say where they can be reached:
 * WireGuard itself is the probe, and what is of no use within a second is undone (design section
 * 7). One end alone acts: the one behind NAT, else the one with the smaller key.
 */
final class Promoting {

  /** Traffic both ways for so long, in milliseconds, or of so many bytes, is worth a try. */
  private static final long LONG_ENOUGH = 1_000;

  private static final long MUCH = 65_536;

  /** A second look at the counters has seen it at the relay by then. */
  private static final long HALF = 450;

  /** The first packet there goes by itself; an answer to a question shows where it comes from. */
  private static final long FIRST_QUESTION = 100;

  /**
   * What was counted before may have come by the relay: a look at the counters is that far apart.
   */
  private static final long UNCERTAIN = 400;

  /** A direct way through NAT is kept open for so long after the last packet. */
  static final long IDLE = 300_000;

  private final Settings settings;
  private final WarmPeers warm;
  private final Agreeing agreeing;

  Promoting(Settings settings, Agreeing agreeing) {
    this.settings = settings;
    this.warm = new WarmPeers(settings);
    this.agreeing = agreeing;
  }

  void settle(Turn turn) {
    Optional<PeerList> list = turn.knowledge.durable();
    if (list.isEmpty() || turn.flows.peers().isEmpty()) {
      return;
    }
    for (Peer peer : list.get().peers().values()) {
      Optional<WireGuardPublicKey> key = peer.wireGuardKey();
      Flow flow = key.map(turn.flows.peers()::get).orElse(null);
      if (key.isPresent() && flow != null) {
        settle(turn, peer, key.get(), flow);
      }
    }
  }

  private void settle(Turn turn, Peer peer, WireGuardPublicKey key, Flow flow) {
    Ways.Trial trial = turn.ways.trials().get(key);
    if (trial != null) {
      judge(turn, peer, key, flow, trial);
    } else if (idle(turn, key, flow) && !settings.warm().pins(peer.record().name())) {
      warm.demote(turn, peer, key);
    } else if (goesOn(flow, turn.now)) {
      boolean busy = busy(flow, turn.now);
      Optional<Endpoint> candidate = Whereabouts.declared(turn, peer);
      if (candidate.isEmpty()) {
        agreeing.consider(turn, peer, key, flow, busy);
      } else if (busy) {
        consider(turn, peer, key, flow, candidate.get());
      }
    }
  }

  /** More than one look at the counters in a row. */
  private static boolean goesOn(Flow flow, Now now) {
    return flow.movedAt() == now.millis() && (flow.busySince() < now.millis() || busy(flow, now));
  }

  private static boolean busy(Flow flow, Now now) {
    return flow.movedAt() == now.millis()
        && (now.millis() - flow.busySince() >= LONG_ENOUGH || flow.busyBytes() >= MUCH);
  }

  private static boolean idle(Turn turn, WireGuardPublicKey key, Flow flow) {
    return turn.ways.chosen().get(key) instanceof Way.Direct
        && flow.usage().at() <= turn.now.millis() - IDLE;
  }

  private void consider(
      Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, Endpoint candidate) {
    Way.Direct way = new Way.Direct(candidate);
    boolean there = flow.endpoint().equals(Optional.of(candidate));
    Optional<Relay> relay = flow.endpoint().flatMap(at -> Relays.at(turn, at));
    if (there && !way.equals(turn.ways.chosen().get(key)) && settings.behindNat()) {
      if (warm.makeRoom(turn, peer)) {
        turn.ways = turn.ways.choose(key, way, Ways.Move.GO_ON);
        turn.flows = turn.flows.with(key, flow.used(turn.now));
      }
    } else if (relay.isPresent()
        && settings.tries(key)
        && turn.ways.mayTry(key, turn.now)
        && warm.makeRoom(turn, peer)) {
      begin(turn, peer, key, flow, new Trying(candidate, relay.get(), Ways.Part.ALONE, false));
    }
  }

  /**
   * What is to be tried.
   *
   * @param relay through which the peer is reached now
   * @param guess whether nobody knows the NAT between
   */
  record Trying(Endpoint endpoint, Relay relay, Ways.Part part, boolean guess) {}

  static void begin(Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, Trying trying) {
    Way.Direct way = new Way.Direct(trying.endpoint());
    long now = turn.now.millis();
    turn.say("trying", "peer", peer.name(), "endpoint", trying.endpoint().toString());
    turn.ways =
        turn.ways
            .choose(key, way, Ways.Move.GO_ON)
            .trying(
                key,
                new Ways.Trial(
                    way, now, now, trying.part(), trying.guess(), trying.relay().wireGuardKey()));
    turn.flows = turn.flows.with(key, flow.used(turn.now).ask(now + FIRST_QUESTION));
  }

  private static void judge(
      Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, Ways.Trial trial) {
    boolean there = flow.endpoint().equals(Optional.of(trial.way().endpoint()));
    boolean over = turn.now.millis() >= trial.until();
    boolean heardSince = flow.movedAt() > trial.begun() + UNCERTAIN;
    boolean answered = over && flow.answeredSince(trial.begun());
    if (there && (heardSince || answered)) {
      turn.say("direct", "peer", peer.name(), "endpoint", trial.way().endpoint().toString());
      turn.ways = turn.ways.proven(key);
    } else if (over) {
      takeBack(turn, peer, key, trial);
    } else if (!there && flow.movedAt() > trial.setAt()) {
      insist(turn, key, trial);
    }
  }

  /**
   * What was still on its way through the relay came last, and WireGuard follows that. Where a lot
   * is on its way for long that never ends: then one end starts afresh at the new place, for what
   * belongs to a session that is no more moves nobody.
   */
  private static void insist(Turn turn, WireGuardPublicKey key, Ways.Trial trial) {
    long half = trial.begun() + HALF;
    boolean inVain = turn.now.millis() >= half && trial.setAt() < half;
    boolean afresh = inVain && trial.part() != Ways.Part.SECOND;
    turn.ways =
        turn.ways
            .choose(key, trial.way(), afresh ? Ways.Move.AFRESH : Ways.Move.GO_ON)
            .trying(key, trial.setAgain(turn.now.millis()));
  }

  /**
   * Back to the relay. There the session may go on as it was, but one end has to make sure, and if
   * both did their handshakes would cross.
   */
  static void takeBack(Turn turn, Peer peer, WireGuardPublicKey key, Ways.Trial trial) {
    turn.say("no-use", "peer", peer.name(), "endpoint", trial.way().endpoint().toString());
    Optional<Relay> before =
        Relays.withKey(turn, trial.relay()).filter(relay -> !Relays.silent(turn, relay));
    boolean goesOn = before.isPresent() && trial.part() == Ways.Part.SECOND;
    Optional<Relay> relay = before.or(() -> Relays.ranked(turn).stream().findFirst());
    Ways failed = turn.ways.failed(key, Optional.empty(), turn.now, trial.guess());
    turn.ways =
        relay
            .map(to ->
                failed.choose(
                    key,
                    new Way.Relayed(to.wireGuardKey()),
                    goesOn ? Ways.Move.GO_ON : Ways.Move.AFRESH))
            .orElse(failed);
  }

  /** When the next direct way has been idle for long. */
  static long nextAt(Turn turn) {
    long earliest = turn.ways.nextAt();
    for (Map.Entry<WireGuardPublicKey, Way> way : turn.ways.chosen().entrySet()) {
      Flow flow = turn.flows.peers().get(way.getKey());
      if (way.getValue() instanceof Way.Direct && flow != null) {
        long idle = flow.usage().at() + IDLE;
        boolean pinned = idle <= turn.now.millis();
        earliest = pinned ? earliest : Math.min(earliest, idle);
      }
    }
    return earliest;
  }
}
