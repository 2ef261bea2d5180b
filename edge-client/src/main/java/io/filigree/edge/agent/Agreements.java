package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The agreements under way, at most one with each peer.
 *
 * @param open by the peer's key
 * @param refused who named places that we would never send to
 */
record Agreements(Map<WireGuardPublicKey, Agreement> open, Set<WireGuardPublicKey> refused) {

  Agreements {
    open = Map.copyOf(open);
    refused = Set.copyOf(refused);
  }

  /**
   * Where to try a peer.
   *
   * @param guess whether nobody knows the NAT between, and there is no other place
   */
  record Place(Endpoint endpoint, boolean guess) {}

  static Agreements none() {
    return new Agreements(Map.of(), Set.of());
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

  Agreements refusing(WireGuardPublicKey peer) {
    Set<WireGuardPublicKey> next = new HashSet<>(refused);
    next.add(peer);
    return new Agreements(open, next);
  }

  /** Only these are peers now. */
  Agreements retain(Collection<WireGuardPublicKey> keys) {
    Map<WireGuardPublicKey, Agreement> rest = new HashMap<>(open);
    Set<WireGuardPublicKey> refusing = new HashSet<>(refused);
    boolean fewer = rest.keySet().retainAll(keys);
    return refusing.retainAll(keys) || fewer ? new Agreements(rest, refusing) : this;
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
