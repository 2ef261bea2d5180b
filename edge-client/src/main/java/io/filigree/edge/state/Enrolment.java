package io.filigree.edge.state;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import java.util.List;
import java.util.function.Function;

/**
 * That this box is a site, and which one: {@code site.json}. Written once, by {@code join}; it
 * holds no secret.
 *
 * @param site its id
 * @param name its name when it joined
 * @param trust what the join token brought
 * @param options what the operator said of this machine
 */
public record Enrolment(SiteId site, SiteName name, TrustAnchor trust, Options options) {

  private static final int FORMAT = 1;
  private static final int MAX_PORT = 65_535;

  /**
   * What the operator said of this machine.
   *
   * @param interfaceName the mesh interface
   * @param port WireGuard's UDP port
   * @param endpoints where others may reach this site, as declared
   * @param firewall whether Filigree keeps a table of its own in nftables
   * @param clock whether Filigree may set a clock that is behind at start
   */
  public record Options(
      String interfaceName, int port, List<Endpoint> endpoints, boolean firewall, boolean clock) {
    public Options {
      endpoints = List.copyOf(endpoints);
    }
  }

  /**
   * @throws MalformedException if it is no such file
   */
  static Enrolment parse(byte[] text) {
    JsonFields fields = JsonFields.of(Json.parse(text, JsonLimits.DOCUMENT));
    fields.integer("format", FORMAT, FORMAT);
    return new Enrolment(
        fields.text("site", SiteId::parse),
        fields.text("name", SiteName::parse),
        fields.object("trust", TrustAnchor::parse),
        fields.object("options", Enrolment::options));
  }

  private static Options options(JsonFields fields) {
    return new Options(
        fields.text("interface", Function.identity()),
        (int) fields.integer("port", 1, MAX_PORT),
        fields.texts("endpoints", Endpoint::parse),
        fields.flag("firewall"),
        // Sites that joined before there was a choice have the usual one.
        fields.optionalFlag("clock").orElse(true));
  }

  String toJson() {
    return JsonObject.builder()
        .put("format", FORMAT)
        .put("site", site.toString())
        .put("name", name.toString())
        .put("trust", trust.toJson())
        .put(
            "options",
            JsonObject.builder()
                .put("interface", options.interfaceName())
                .put("port", options.port())
                .put("endpoints", JsonArray.ofTexts(options.endpoints()))
                .put("firewall", options.firewall())
                .put("clock", options.clock())
                .build())
        .build()
        .toJson();
  }
}
