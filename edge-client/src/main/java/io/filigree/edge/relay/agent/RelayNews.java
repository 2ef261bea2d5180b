package io.filigree.edge.relay.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.util.List;

/**
 * What a relay says of itself.
 *
 * @param counter numbers what it says, upwards from 1
 * @param endpoints where it can be reached, first choice first
 */
public record RelayNews(long counter, WireGuardPublicKey wireGuardKey, List<Endpoint> endpoints) {

  public RelayNews {
    endpoints = List.copyOf(endpoints);
  }

  RelayNews numbered(long number) {
    return new RelayNews(number, wireGuardKey, endpoints);
  }
}
