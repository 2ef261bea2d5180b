package io.filigree.protocol.record;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.List;

/**
 * A relay: an ordinary WireGuard peer of every site, at a public place.
 *
 * @param endpoints where it listens, at least one
 * @param address its one address in the mesh
 */
public record Relay(
    RelayId id,
    SiteName name,
    IdentityKey identityKey,
    WireGuardPublicKey wireGuardKey,
    List<Endpoint> endpoints,
    IpAddress address) {

  public Relay {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new MalformedException("endpoints", "is empty");
    }
  }

  static Relay parse(JsonFields fields) {
    Relay relay =
        new Relay(
            fields.text("id", RelayId::parse),
            fields.text("name", SiteName::parse),
            fields.text("identityKey", IdentityKey::parse),
            fields.text("wireGuardKey", WireGuardPublicKey::parse),
            fields.texts("endpoints", Endpoint::parse),
            fields.text("address", IpAddress::parse));
    fields.refuseUnknown();
    return relay;
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("id", id.toString())
        .put("name", name.toString())
        .put("identityKey", identityKey.toString())
        .put("wireGuardKey", wireGuardKey.toString())
        .put("endpoints", JsonArray.ofTexts(endpoints))
        .put("address", address.toString())
        .build();
  }
}
