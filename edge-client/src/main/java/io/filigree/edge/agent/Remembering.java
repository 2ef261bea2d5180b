package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps for the next start what was seen: where the peers were met, and what time it is. */
final class Remembering {

  /** A clock is not behind for less than this. */
  private static final Duration BEHIND = Duration.ofSeconds(2);

  private final Settings settings;

  Remembering(Settings settings) {
    this.settings = settings;
  }

  /**
   * A box without a battery wakes up in the past, and peers silently ignore handshakes older than
   * the last one (measured): its clock is stepped to the last right time before the interface is.
   */
  void start(Turn turn) {
    Optional<Instant> right = turn.contact.rightTime();
    if (right.isEmpty() || !turn.now.wall().plus(BEHIND).isBefore(right.get())) {
      return;
    }
    turn.say("clock-behind", "clock", "" + turn.now.wall(), "known", "" + right.get());
    if (settings.clock()) {
      turn.effect(new Effect.SetClock(right.get()));
    } else {
      turn.clockProblem = Optional.of("behind, and the operator keeps it from being set");
    }
  }

  void clockSet(Turn turn, Optional<String> problem) {
    problem.ifPresentOrElse(
        why -> turn.say("clock-not-set", "reason", why), () -> turn.say("clock-set"));
    turn.clockProblem = problem.map(why -> "behind, and it cannot be set: " + why);
  }

  /** The endpoint of a live session is one at which the peer completed a handshake. */
  void looked(Turn turn, ActualState found) {
    Optional<PeerList> list = turn.knowledge.durable();
    if (list.isEmpty()) {
      return;
    }
    Map<WireGuardPublicKey, Seen.Met> met = new HashMap<>();
    for (Peer peer : list.get().peers().values()) {
      peer.wireGuardKey()
          .ifPresent(key ->
              met(turn, peer, key, found)
                  .filter(where -> outside(turn, list.get(), key, where))
                  .ifPresent(where -> met.put(key, where)));
    }
    turn.noting = turn.noting.met(met, turn.now);
    talked(turn, turn.applying.peers());
  }

  /** A session may end with this machine only: then the other side has to be told (Nudging). */
  static void talked(Turn turn, Map<WireGuardPublicKey, ActualPeer> peers) {
    turn.noting = turn.noting.talked(live(turn, peers), turn.now);
  }

  private static Set<WireGuardPublicKey> live(
      Turn turn, Map<WireGuardPublicKey, ActualPeer> peers) {
    Set<WireGuardPublicKey> live = new HashSet<>();
    for (Map.Entry<WireGuardPublicKey, ActualPeer> peer : peers.entrySet()) {
      if (peer.getValue().liveAt(turn.now.wall())) {
        live.add(peer.getKey());
      }
    }
    return live;
  }

  private static Optional<Seen.Met> met(
      Turn turn, Peer peer, WireGuardPublicKey key, ActualState found) {
    Optional<Endpoint> endpoint =
        Optional.ofNullable(turn.applying.peers().get(key))
            .filter(actual -> actual.liveAt(found.at()))
            .flatMap(ActualPeer::endpoint)
            .filter(at -> Relays.at(turn, at).isEmpty());
    if (endpoint.isEmpty()) {
      return Optional.ofNullable(turn.noting.seen().met().get(key));
    }
    List<Endpoint> offered = Whereabouts.offered(peer);
    boolean asAnnounced = !offered.isEmpty() && offered.getFirst().equals(endpoint.get());
    return asAnnounced
        ? Optional.empty()
        : Optional.of(new Seen.Met(endpoint.get(), mark(offered)));
  }

  /** Looked at only once for each: there are as many peers as ranges. */
  private static boolean outside(Turn turn, PeerList list, WireGuardPublicKey key, Seen.Met where) {
    return where.equals(turn.noting.seen().met().get(key))
        || list.own().isEmpty()
        || where
            .endpoint()
            .address()
            .filter(address -> Announcing.outside(list, list.own().get(), address))
            .isPresent();
  }

  /** The same for the same endpoints in the same order, in every process. */
  static int mark(List<Endpoint> offered) {
    return offered.toString().hashCode();
  }

  void settle(Turn turn) {
    if (turn.contact.clockIsRight()) {
      Instant right = turn.contact.rightTime().orElseThrow();
      turn.noting =
          turn.noting.knows(right)
              ? turn.noting
              : turn.noting.rightTime(right, live(turn, turn.applying.peers()), turn.now);
      turn.clockProblem = Optional.empty();
    }
    if (turn.noting.due(turn.now)) {
      Seen seen = turn.noting.seen();
      turn.effect(new Effect.Note(seen.since(turn.noting.saved()), seen));
      turn.noting = turn.noting.begun();
    }
  }

  void noted(Turn turn, Optional<String> problem) {
    if (problem.isPresent() && turn.noting.problem().isEmpty()) {
      turn.say("not-noted", "reason", problem.get());
    }
    turn.noting = turn.noting.noted(problem, turn.now);
  }
}
