package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * One {@code [Peer]} as it should be.
 *
 * @param key the peer's current WireGuard key, by which it is found
 * @param allowedIps its tunnel address and routed ranges, sorted
 * @param endpoint a literal address to send to; empty while none is known
 * @param keepalive seconds between keepalives; 0 for none
 * @param firstMove whether this side may start a handshake now
 */
public record DesiredPeer(
    WireGuardPublicKey key,
    List<Cidr> allowedIps,
    Optional<Endpoint> endpoint,
    int keepalive,
    FirstMove firstMove) {

  public DesiredPeer {
    allowedIps = allowedIps.stream().sorted().distinct().toList();
  }
}
