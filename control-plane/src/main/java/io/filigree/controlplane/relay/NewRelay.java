package io.filigree.controlplane.relay;

import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import java.util.List;

/**
 * A relay that is to enter a mesh.
 *
 * @param endpoints where it listens, first choice first; at least one
 */
public record NewRelay(
    SiteName name,
    IdentityKey identityKey,
    WireGuardPublicKey wireGuardKey,
    List<Endpoint> endpoints) {

  public NewRelay {
    endpoints = List.copyOf(endpoints);
  }
}
