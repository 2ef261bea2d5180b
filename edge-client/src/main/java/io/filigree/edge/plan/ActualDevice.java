package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.Map;
import java.util.Optional;

/**
 * The mesh interface as WireGuard sees it.
 *
 * @param publicKey the key of the private key it holds; empty when it holds none
 * @param listenPort its UDP port
 * @param mark the firewall mark on the packets it sends; 0 for none
 * @param peers its peers by key: the order in which WireGuard lists them means nothing
 */
public record ActualDevice(
    Optional<WireGuardPublicKey> publicKey,
    int listenPort,
    long mark,
    Map<WireGuardPublicKey, ActualPeer> peers) {

  public ActualDevice {
    peers = Map.copyOf(peers);
  }
}
