package io.filigree.edge.relay.station;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.List;

/**
 * That this box is a relay of a mesh, and which one: {@code relay.json}. Written once, when it
 * joins; it holds no secret.
 *
 * @param name its name when it joined
 * @param address its own in the mesh
 * @param trust what the join token brought
 * @param listen where its sockets are
 */
public record RelayEnrolment(
    RelayId relay, SiteName name, IpAddress address, TrustAnchor trust, List<Endpoint> listen) {

  private static final int FORMAT = 1;

  public RelayEnrolment {
    listen = List.copyOf(listen);
  }

  /**
   * @throws MalformedException if it is no such file
   */
  static RelayEnrolment parse(byte[] text) {
    JsonFields fields = JsonFields.of(Json.parse(text, JsonLimits.DOCUMENT));
    fields.integer("format", FORMAT, FORMAT);
    return new RelayEnrolment(
        fields.text("relay", RelayId::parse),
        fields.text("name", SiteName::parse),
        fields.text("address", IpAddress::parse),
        fields.object("trust", TrustAnchor::parse),
        fields.texts("listen", Endpoint::parse));
  }

  String toJson() {
    return JsonObject.builder()
        .put("format", FORMAT)
        .put("relay", relay.toString())
        .put("name", name.toString())
        .put("address", address.toString())
        .put("trust", trust.toJson())
        .put("listen", JsonArray.ofTexts(listen))
        .build()
        .toJson();
  }
}
