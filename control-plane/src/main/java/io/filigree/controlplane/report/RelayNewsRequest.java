package io.filigree.controlplane.report;

import io.filigree.controlplane.input.Input;
import io.filigree.controlplane.relay.RelayEndpoints;
import io.filigree.controlplane.relay.RelayNews;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a relay says of itself.
 *
 * @param counter numbers its announcements upwards from 1
 * @param wireGuardKey its WireGuard key from now on; base64url
 * @param endpoints where it listens from now on, first choice first: 1 to 8 of host:port
 */
@Schema(name = "RelayAnnouncement")
record RelayNewsRequest(
    @Nullable Long counter,
    @Nullable String wireGuardKey,
    @Schema(example = "[\"relay-1.example.com:51871\"]") @Nullable List<String> endpoints) {

  /** What it says, or the answer 400. */
  RelayNews read() {
    Input input = new Input();
    if (counter == null || counter < 1) {
      input.refuse("counter", counter == null ? "is missing" : "is below 1");
    }
    var key = input.required("wireGuardKey", wireGuardKey, WireGuardPublicKey::parse);
    var listening = RelayEndpoints.required(input, "endpoints", endpoints);
    input.check();
    return new RelayNews(counter == null ? 0 : counter, key.orElseThrow(), listening.orElseThrow());
  }
}
