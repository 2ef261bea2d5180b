package io.filigree.edge.coordinator;

import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import java.util.List;

/**
 * What a box asks for when it joins as a relay.
 *
 * @param token the join token; only its id and secret travel
 * @param endpoints where sites can reach it, first choice first
 */
public record RelayJoinRequest(
    JoinToken token,
    SiteName name,
    IdentityKey identityKey,
    WireGuardPublicKey wireGuardKey,
    List<Endpoint> endpoints) {

  public RelayJoinRequest {
    endpoints = List.copyOf(endpoints);
  }

  String json() {
    return JsonObject.builder()
        .put("token", token.credential())
        .put("name", name.toString())
        .put("identityKey", identityKey.toString())
        .put("wireGuardKey", wireGuardKey.toString())
        .put("endpoints", JsonArray.ofTexts(endpoints))
        .build()
        .toJson();
  }

  @Override
  public String toString() {
    return "RelayJoinRequest[" + name + ", ***]";
  }
}
