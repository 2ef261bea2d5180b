package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The agreements under way, at most one with each peer.
 *
 * @param open by the peer's key
 * @param refused how many places each peer named that we would never send to
 */
record Agreements(Map<WireGuardPublicKey, Agreement> open, Map<WireGuardPublicKey, Long> refused) {

  Agreements {
    open = Map.copyOf(open);
    refused = Map.copyOf(refused);
  }

  /**
   * Where to try a peer.
   *
   * @param last whether there is no other place to be tried after it
   */
  record Place(Endpoint endpoint, boolean last) {}

  static Agreements none() {
    return new Agreements(Map.of(), Map.of());
  }

  Optional<Agreement> with(WireGuardPublicKey peer) {
    return Optional.ofNullable(open.get(peer));
  }

  Agreements and(WireGuardPublicKey peer, Agreement agreement) {
    Map<WireGuardPublicKey, Agreement> next = new HashMap<>(open);
    next.put(peer, agreement);
    return new Agreements(next, refused);
  }

  Agreements without(WireGuardPublicKey peer) {
    Map<WireGuardPublicKey, Agreement> next = new HashMap<>(open);
    return next.remove(peer) == null ? this : new Agreements(next, refused);
  }

  boolean hasRefused(WireGuardPublicKey peer) {
    return refused.containsKey(peer);
  }

  Agreements refusing(WireGuardPublicKey peer, long places) {
    Map<WireGuardPublicKey, Long> next = new HashMap<>(refused);
    next.merge(peer, places, Long::sum);
    return new Agreements(open, next);
  }

  /** Without those whose time is over. */
  Agreements current(Now now) {
    Map<WireGuardPublicKey, Agreement> next = new HashMap<>(open);
    next.values().removeIf(agreement -> agreement.until() <= now.millis());
    return new Agreements(next, refused);
  }

  long nextAt() {
    long earliest = Long.MAX_VALUE;
    for (Agreement agreement : open.values()) {
      earliest = Math.min(earliest, agreement.until());
    }
    return earliest;
  }
}
