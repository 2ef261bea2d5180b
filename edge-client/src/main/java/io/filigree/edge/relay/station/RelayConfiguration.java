package io.filigree.edge.relay.station;

import io.filigree.edge.relay.Member;
import io.filigree.edge.relay.Members;
import io.filigree.edge.relay.Pairs;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A relay that is told by a file what it is and whom it serves.
 *
 * @param listen where its sockets are; the order numbers them
 * @param address its own address in the mesh
 */
public record RelayConfiguration(List<Endpoint> listen, IpAddress address, Members members) {

  private static final int FORMAT = 1;

  /** One for each family, twice: more uplinks than any relay has. */
  private static final int MOST_SOCKETS = 4;

  /** As many members as there can be, with a pair for each. */
  private static final JsonLimits LIMITS = new JsonLimits(16 * 1024 * 1024, 4);

  /**
   * @throws MalformedException if it cannot be a relay
   */
  public RelayConfiguration {
    listen = List.copyOf(listen);
    if (listen.isEmpty() || listen.size() > MOST_SOCKETS) {
      throw new MalformedException("listen", "has 1 to " + MOST_SOCKETS + " endpoints");
    }
    for (Endpoint endpoint : listen) {
      if (endpoint.address().isEmpty()) {
        throw new MalformedException("listen", endpoint + " is not an address and a port");
      }
    }
  }

  /** Reads the file; an unreadable or wrong one is an {@code IOException} that says why. */
  public static RelayConfiguration read(Path file) throws IOException {
    try {
      return parse(Files.readAllBytes(file));
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  static RelayConfiguration parse(byte[] text) {
    JsonFields fields = JsonFields.of(Json.parse(text, LIMITS));
    fields.integer("format", FORMAT, FORMAT);
    List<Member> members = fields.objects("members", RelayConfiguration::member);
    Pairs pairs = fields.has("pairs") ? pairs(fields, members) : Pairs.all();
    RelayConfiguration configuration =
        new RelayConfiguration(
            fields.texts("listen", Endpoint::parse),
            fields.text("address", IpAddress::parse),
            new Members(members, pairs));
    fields.refuseUnknown();
    return configuration;
  }

  private static Member member(JsonFields fields) {
    Member member =
        new Member(
            fields.text("name", SiteName::parse),
            fields.text("key", WireGuardPublicKey::parseBase64),
            fields.optionalText("nextKey", WireGuardPublicKey::parseBase64));
    fields.refuseUnknown();
    return member;
  }

  /** Two names, in their order, so that either way round is the same pair. */
  private record NamePair(SiteName first, SiteName second) {

    static NamePair of(SiteName a, SiteName b) {
      return a.compareTo(b) <= 0 ? new NamePair(a, b) : new NamePair(b, a);
    }

    static NamePair parse(JsonFields fields) {
      NamePair pair = of(fields.text("a", SiteName::parse), fields.text("b", SiteName::parse));
      fields.refuseUnknown();
      return pair;
    }
  }

  private static Pairs pairs(JsonFields fields, List<Member> members) {
    Set<SiteName> names = new HashSet<>();
    members.forEach(member -> names.add(member.name()));
    Set<NamePair> pairs = new HashSet<>(fields.objects("pairs", NamePair::parse));
    for (NamePair pair : pairs) {
      if (!names.contains(pair.first()) || !names.contains(pair.second())) {
        throw new MalformedException(
            "pairs", pair.first() + " and " + pair.second() + " are not both members");
      }
    }
    return (a, b) -> pairs.contains(NamePair.of(a.name(), b.name()));
  }
}
