package io.filigree.controlplane.relay;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.util.List;

/**
 * What a relay says of itself.
 *
 * @param counter numbers its announcements upwards from 1, so that a replay is seen on every
 *     replica
 * @param wireGuardKey its key from now on
 * @param endpoints where it listens from now on; at least one
 */
public record RelayNews(long counter, WireGuardPublicKey wireGuardKey, List<Endpoint> endpoints) {

  public RelayNews {
    endpoints = List.copyOf(endpoints);
  }
}
