package io.filigree.edge.coordinator;

import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonNumber;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonString;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** What came of asking to join. */
public sealed interface JoinReply {

  /**
   * The mesh has, or will have, this site.
   *
   * @param ranges what the site owns; empty when the coordinator does not say
   * @param k3s the settings to paste into K3s
   * @param moreFit how many more sites of this size fit
   * @param waits whether an operator has yet to sign the roster that lists it
   */
  record Joined(
      SiteId site, List<Range> ranges, Optional<K3s> k3s, Optional<Long> moreFit, boolean waits)
      implements JoinReply {
    public Joined {
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * The mesh has, or will have, this relay.
   *
   * @param addresses its own in the mesh
   * @param waits whether an operator has yet to sign the roster that lists it
   */
  record JoinedAsRelay(RelayId relay, List<IpAddress> addresses, boolean waits)
      implements JoinReply {
    public JoinedAsRelay {
      addresses = List.copyOf(addresses);
    }
  }

  /** The coordinator said no. */
  record Refused(Problem problem) implements JoinReply {}

  /** Nobody answered, or not in a way that can be used. */
  record Unreachable(String reason) implements JoinReply {}

  /** K3s's own words for its address settings. */
  record K3s(String clusterCidr, String serviceCidr, String clusterDns, String nodeCidrMaskSize) {}

  static JoinReply parse(int status, JsonFields fields) {
    boolean waits = status == HttpURLConnection.HTTP_ACCEPTED;
    if (fields.has("relayId")) {
      return new JoinedAsRelay(
          fields.text("relayId", RelayId::parse),
          fields.texts("addresses", IpAddress::parse),
          waits);
    }
    return new Joined(
        fields.text("siteId", SiteId::parse),
        fields.optionalObjects("ranges", JoinReply::range),
        k3sIn(fields),
        fields.optionalInteger("moreSitesOfThisSize", 0, Long.MAX_VALUE),
        waits);
  }

  /** Null and absent are one: the site has no pods or no services. */
  private static Optional<K3s> k3sIn(JsonFields fields) {
    boolean there = fields.json().get("k3s").filter(JsonObject.class::isInstance).isPresent();
    return there ? Optional.of(fields.object("k3s", JoinReply::k3s)) : Optional.empty();
  }

  private static Range range(JsonFields fields) {
    return new Range(
        fields.text("kind", RangeKind::parse),
        fields.text("cidr", Cidr::parse),
        fields.flag("routed"));
  }

  private static K3s k3s(JsonFields fields) {
    return new K3s(
        optional(fields, "clusterCidr"),
        optional(fields, "serviceCidr"),
        optional(fields, "clusterDns"),
        optional(fields, "nodeCidrMaskSize"));
  }

  /** Numbers and texts alike: these are only shown. */
  private static String optional(JsonFields fields, String name) {
    return fields.json().get(name).map(JoinReply::shown).orElse("");
  }

  private static String shown(JsonValue value) {
    return switch (value) {
      case JsonString text -> text.value();
      case JsonNumber number -> Long.toString(number.value());
      case JsonValue other -> other.kind();
    };
  }
}
