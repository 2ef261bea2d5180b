package io.filigree.controlplane.relay;

import io.filigree.controlplane.input.Input;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relay to be added by an operator who brings its public keys; it makes them itself.
 *
 * @param name unique among the sites and relays of the mesh
 * @param identityKey signs its requests; base64url
 * @param wireGuardKey its WireGuard key; base64url
 * @param endpoints where it listens, first choice first: 1 to 8 of host:port
 */
@Schema(name = "RelayRequest")
record RelayRequest(
    @Schema(example = "relay-1") @Nullable String name,
    @Nullable String identityKey,
    @Nullable String wireGuardKey,
    @Schema(example = "[\"relay-1.example.com:51871\"]") @Nullable List<String> endpoints) {

  /** What it asks for, or the answer 400. */
  NewRelay read() {
    Input input = new Input();
    var wanted = input.required("name", name, SiteName::parse);
    var identity = input.required("identityKey", identityKey, IdentityKey::parse);
    var wireGuard = input.required("wireGuardKey", wireGuardKey, WireGuardPublicKey::parse);
    var listening = RelayEndpoints.required(input, "endpoints", endpoints);
    input.check();
    return new NewRelay(
        wanted.orElseThrow(),
        identity.orElseThrow(),
        wireGuard.orElseThrow(),
        listening.orElseThrow());
  }
}
