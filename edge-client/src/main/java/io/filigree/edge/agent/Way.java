package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;

/** How a peer was decided to be reached, where that is not what its documents say. */
sealed interface Way {

  /** At an endpoint of its own. */
  record Direct(Endpoint endpoint) implements Way {}

  /** Through the relay with that key. */
  record Relayed(WireGuardPublicKey relay) implements Way {}
}
