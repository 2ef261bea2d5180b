package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.InterfaceAddress;
import io.filigree.edge.trust.Peer;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.filigree.protocol.record.Relay;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells the warm peers from the others: those with keepalives and a session that counts. */
final class Warmth {

  private Warmth() {}

  /**
   * Those that are asked for echoes, as if never asked: the warm peers, unless the uplink costs
   * money, and the relays.
   */
  static Map<WireGuardPublicKey, Probing.Listener> of(Turn turn, boolean metered) {
    Map<WireGuardPublicKey, Probing.Listener> warm = new TreeMap<>();
    turn.knowledge
        .durable()
        .filter(list -> !metered)
        .ifPresent(list ->
            list.peers()
                .values()
                .forEach(peer -> {
                  Optional<WireGuardPublicKey> key =
                      peer.wireGuardKey().filter(known -> isWarm(turn, known));
                  Optional<IpAddress> address = address(peer);
                  if (key.isPresent() && address.isPresent()) {
                    boolean mayIgnore = peer.record().staticPeer().isPresent();
                    warm.put(key.get(), Probing.Listener.unasked(address.get(), mayIgnore));
                  }
                }));
    for (Relay relay : Relays.of(turn)) {
      if (isWarm(turn, relay.wireGuardKey())) {
        warm.put(relay.wireGuardKey(), Probing.Listener.ofRelay(relay.address()));
      }
    }
    return warm;
  }

  private static boolean isWarm(Turn turn, WireGuardPublicKey key) {
    ActualPeer actual = turn.applying.peers().get(key);
    return actual != null && actual.keepalive() > 0 && actual.liveAt(turn.now.wall());
  }

  /** Whether a peer that is kept warm has lost its session, or never got one, though tried. */
  static boolean lost(Turn turn, WireGuardPublicKey key, ActualPeer actual) {
    boolean tried = actual.keepalive() > 0 && actual.endpoint().isPresent();
    return tried && !turn.moves.fresh(key) && !actual.liveAt(turn.now.wall());
  }

  static Optional<IpAddress> address(Peer peer) {
    for (Range range : peer.record().ranges()) {
      if (range.kind() == RangeKind.TUNNEL) {
        return Optional.of(InterfaceAddress.ofSite(range.cidr()).address());
      }
    }
    return Optional.empty();
  }
}
