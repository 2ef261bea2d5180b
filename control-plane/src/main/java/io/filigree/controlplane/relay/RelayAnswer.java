package io.filigree.controlplane.relay;

import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Relay;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A relay.
 *
 * @param id in the signed mesh record
 * @param name in URLs
 * @param identityKey signs its requests
 * @param wireGuardKey its WireGuard key
 * @param endpoints where it listens, first choice first
 * @param address its one address in the mesh
 * @param counter of the last announcement it made itself; 0 before the first
 * @param createdAt when it joined or was added
 */
@Schema(name = "Relay")
record RelayAnswer(
    String id,
    @Schema(example = "relay-1") String name,
    String identityKey,
    String wireGuardKey,
    @Schema(example = "[\"relay-1.example.com:51871\"]") List<String> endpoints,
    @Schema(example = "100.100.0.7") String address,
    long counter,
    Instant createdAt) {

  static RelayAnswer of(RegisteredRelay registered) {
    Relay relay = registered.relay();
    return new RelayAnswer(
        relay.id().toString(),
        relay.name().text(),
        relay.identityKey().toString(),
        relay.wireGuardKey().toString(),
        relay.endpoints().stream().map(Endpoint::toString).toList(),
        relay.address().toString(),
        registered.counter(),
        registered.createdAt());
  }
}
