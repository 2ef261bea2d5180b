package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Relay;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A relay that its operator removed still serves for a while: whoever is reached through it is
 * added again at another one meanwhile. One end alone does that, the one with the smaller key, for
 * the other follows by itself; two that start at once would be in each other's way.
 */
final class Leaving {

  /** WireGuard refuses a session's keys after this long: what is silent since has no session. */
  private static final long SESSION = 180_000;

  /** So long WireGuard may take to be told; then the first word comes from us. */
  private static final long FIRST_WORD = 100;

  private final Settings settings;

  Leaving(Settings settings) {
    this.settings = settings;
  }

  /**
   * The list that is applied from now on may lack relays.
   *
   * @param before the one that was applied until now
   */
  void settle(Turn turn, Optional<PeerList> before) {
    Set<Endpoint> left = before.map(list -> left(turn, list)).orElse(Set.of());
    List<Relay> others = Relays.ranked(turn);
    if (left.isEmpty() || others.isEmpty() || Relays.silent(turn, others.getFirst())) {
      return;
    }
    for (Peer peer : turn.knowledge.durable().orElseThrow().peers().values()) {
      Optional<WireGuardPublicKey> key = peer.wireGuardKey();
      if (key.isPresent() && peer.record().staticPeer().isEmpty() && settings.first(key.get())) {
        leave(turn, peer, key.get(), left, others.getFirst());
      }
    }
  }

  /** Where the relays were that are no more. */
  private static Set<Endpoint> left(Turn turn, PeerList before) {
    Set<Endpoint> left = new HashSet<>();
    for (Relay relay : Relays.of(before)) {
      if (Relays.withKey(turn, relay.wireGuardKey()).isEmpty()) {
        Relays.endpoint(turn, relay).ifPresent(left::add);
      }
    }
    return left;
  }

  private static void leave(
      Turn turn, Peer peer, WireGuardPublicKey key, Set<Endpoint> left, Relay next) {
    Optional<ActualPeer> found = Optional.ofNullable(turn.applying.peers().get(key));
    Flow flow = Optional.ofNullable(turn.flows.peers().get(key)).orElseGet(() -> Flow.from(found));
    boolean session =
        flow.movedAt() > turn.now.millis() - SESSION
            || found.filter(peerFound -> peerFound.liveAt(turn.now.wall())).isPresent();
    if (session && flow.endpoint().filter(left::contains).isPresent()) {
      turn.say("rerouted", "peer", peer.name(), "through", next.name().toString());
      turn.ways = turn.ways.choose(key, new Way.Relayed(next.wireGuardKey()), Ways.Move.AFRESH);
      turn.flows =
          turn.flows.with(key, flow.through(next.wireGuardKey(), turn.now.millis() + FIRST_WORD));
    }
  }
}
