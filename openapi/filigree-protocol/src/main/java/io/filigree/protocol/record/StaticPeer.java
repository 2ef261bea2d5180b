package io.filigree.protocol.record;

import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.util.Optional;

/**
 * A site without the edge client: a router or a laptop. Its record says what others say in facts.
 *
 * @param endpoint where it listens; none if it always calls
 */
public record StaticPeer(WireGuardPublicKey wireGuardKey, Optional<Endpoint> endpoint) {

  static StaticPeer parse(JsonFields fields) {
    StaticPeer peer =
        new StaticPeer(
            fields.text("wireGuardKey", WireGuardPublicKey::parse),
            fields.optionalText("endpoint", Endpoint::parse));
    fields.refuseUnknown();
    return peer;
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("wireGuardKey", wireGuardKey.toString())
        .putText("endpoint", endpoint)
        .build();
  }
}
