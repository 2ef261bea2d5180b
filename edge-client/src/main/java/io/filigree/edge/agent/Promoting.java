package io.filigree.edge.agent;

import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Relay;
import java.util.List;
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

  private static final long TRIAL = 1_000;

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

  Promoting(Settings settings) {
    this.settings = settings;
    this.warm = new WarmPeers(settings);
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
    } else if (busy(flow, turn.now)) {
      Optional<Endpoint> candidate = Whereabouts.declared(turn, peer);
      candidate.ifPresent(endpoint -> consider(turn, peer, key, flow, endpoint));
    }
  }

  private static boolean busy(Flow flow, Now now) {
    boolean goesOn = flow.movedAt() == now.millis();
    return goesOn && (now.millis() - flow.busySince() >= LONG_ENOUGH || flow.busyBytes() >= MUCH);
  }

  private static boolean idle(Turn turn, WireGuardPublicKey key, Flow flow) {
    return turn.ways.chosen().get(key) instanceof Way.Direct
        && flow.usage().at() <= turn.now.millis() - IDLE;
  }

  private void consider(
      Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, Endpoint candidate) {
    Way.Direct way = new Way.Direct(candidate);
    boolean there = flow.endpoint().equals(Optional.of(candidate));
    boolean relayed = flow.endpoint().flatMap(at -> Relays.at(turn, at)).isPresent();
    if (there && !way.equals(turn.ways.chosen().get(key)) && settings.behindNat()) {
      if (warm.makeRoom(turn, peer)) {
        turn.ways = turn.ways.choose(key, way, Ways.Move.GO_ON);
        turn.flows = turn.flows.with(key, flow.used(turn.now));
      }
    } else if (relayed
        && onUs(key)
        && turn.ways.mayTry(key, turn.now)
        && warm.makeRoom(turn, peer)) {
      turn.say("trying", "peer", peer.name(), "endpoint", candidate.toString());
      turn.ways =
          turn.ways
              .choose(key, way, Ways.Move.GO_ON)
              .trying(key, new Ways.Trial(way, turn.now.millis() + TRIAL));
      turn.flows =
          turn.flows.with(key, flow.used(turn.now).ask(turn.now.millis() + FIRST_QUESTION));
    }
  }

  private boolean onUs(WireGuardPublicKey key) {
    return settings.behindNat() || settings.root().wireGuardKey().compareTo(key) < 0;
  }

  private static void judge(
      Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, Ways.Trial trial) {
    boolean there = flow.endpoint().equals(Optional.of(trial.way().endpoint()));
    boolean heardSince = flow.movedAt() > trial.until() - TRIAL + UNCERTAIN;
    if (there && heardSince) {
      turn.say("direct", "peer", peer.name(), "endpoint", trial.way().endpoint().toString());
      turn.ways = turn.ways.proven(key);
    } else if (turn.now.millis() >= trial.until()) {
      List<Relay> relays = Relays.ranked(turn);
      turn.ways = turn.ways.failed(key, turn.now);
      if (!relays.isEmpty()) {
        Relay relay = relays.getFirst();
        turn.say("no-use", "peer", peer.name(), "endpoint", trial.way().endpoint().toString());
        turn.ways = turn.ways.choose(key, new Way.Relayed(relay.wireGuardKey()), Ways.Move.AFRESH);
      }
    }
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
