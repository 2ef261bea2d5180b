package io.filigree.controlplane.relay;

import io.filigree.controlplane.input.Input;
import io.filigree.protocol.net.Endpoint;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to change about a relay. Its name and keys stay: with others it would be another relay.
 *
 * @param endpoints where it listens, all of them, first choice first
 */
@Schema(name = "RelayPatch")
record RelayPatch(
    @Schema(example = "[\"relay-1.example.com:51871\"]") @Nullable List<String> endpoints) {

  /** What it asks for, or the answer 400. */
  List<Endpoint> read() {
    Input input = new Input();
    var listening = RelayEndpoints.required(input, "endpoints", endpoints);
    input.check();
    return listening.orElseThrow();
  }
}
