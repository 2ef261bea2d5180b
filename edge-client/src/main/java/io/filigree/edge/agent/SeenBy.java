package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.relay.SeenAddress;

/**
 * Where a relay sees this site's WireGuard.
 *
 * @param relay its key
 * @param seen what it answered
 * @param local the address by which this machine sends to it
 */
public record SeenBy(WireGuardPublicKey relay, SeenAddress seen, IpAddress local) {

  IpAddress where() {
    return seen.ip();
  }

  Endpoint endpoint() {
    return new Endpoint(seen.ip(), seen.port());
  }
}
