package io.filigree.protocol.record;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.name.Link;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.MeshName;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.Selector;
import io.filigree.protocol.net.CoordinatorUrl;
import java.util.List;
import java.util.Optional;

/**
 * What the roster says of the mesh itself.
 *
 * @param mode where the roster key lies
 * @param links who peers with whom
 * @param urls where the coordinator is asked, in order of preference
 * @param pins keys of the coordinator's own certificate authority; empty with a public one
 * @param relays in no order that means anything
 * @param policies import policies of the cluster agents, an object that format 1 leaves open
 * @param massRemovalEpoch the one epoch that may remove more than half of the peers at once
 */
public record MeshRecord(
    MeshId mesh,
    MeshName name,
    SigningMode mode,
    Links links,
    List<CoordinatorUrl> urls,
    List<Pin> pins,
    List<Relay> relays,
    Optional<JsonObject> policies,
    Optional<Long> massRemovalEpoch) {

  public MeshRecord {
    urls = List.copyOf(urls);
    pins = List.copyOf(pins);
    relays = List.copyOf(relays);
    if (massRemovalEpoch.isPresent() && massRemovalEpoch.get() < 1) {
      throw new MalformedException("massRemovalEpoch", "is below 1");
    }
  }

  /** A mesh without relays, policies or a removal in flight. */
  public static MeshRecord of(
      MeshId mesh,
      MeshName name,
      SigningMode mode,
      Links links,
      List<CoordinatorUrl> urls,
      List<Pin> pins) {
    return new MeshRecord(
        mesh, name, mode, links, urls, pins, List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * @throws UnknownFormatException if it is of a format that this version cannot read
   * @throws MalformedException if it is anything else than a mesh record
   */
  public static MeshRecord parse(DocumentText document) {
    JsonFields fields = document.fields();
    Format.check(fields);
    MeshRecord mesh =
        new MeshRecord(
            fields.text("mesh", MeshId::parse),
            fields.text("name", MeshName::parse),
            fields.text("mode", SigningMode::parse),
            new Links(fields.objects("links", MeshRecord::link)),
            fields.texts("urls", CoordinatorUrl::parse),
            fields.texts("pins", Pin::parse),
            fields.objects("relays", Relay::parse),
            fields.optionalObject("policies", JsonFields::json),
            fields.optionalInteger("massRemovalEpoch", 1, Long.MAX_VALUE));
    fields.refuseUnknown();
    return mesh;
  }

  private static Link link(JsonFields fields) {
    Link link = new Link(fields.text("from", Selector::parse), fields.text("to", Selector::parse));
    fields.refuseUnknown();
    return link;
  }

  /** What the mesh says of that relay; empty when it has none of that id. */
  public Optional<Relay> relay(RelayId id) {
    for (Relay relay : relays) {
      if (relay.id().equals(id)) {
        return Optional.of(relay);
      }
    }
    return Optional.empty();
  }

  /** Writes the document; done once, when the record is made, and never for one that was read. */
  public DocumentText write() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("format", Format.FORMAT)
            .put("mesh", mesh.toString())
            .put("name", name.toString())
            .put("mode", mode.toString())
            .put("links", new JsonArray(links.list().stream().map(MeshRecord::toJson).toList()))
            .put("urls", JsonArray.ofTexts(urls))
            .put("pins", JsonArray.ofTexts(pins))
            .put("relays", new JsonArray(relays.stream().<JsonValue>map(Relay::toJson).toList()));
    policies.ifPresent(present -> json.put("policies", present));
    massRemovalEpoch.ifPresent(epoch -> json.put("massRemovalEpoch", epoch));
    return DocumentText.of(json.build());
  }

  private static JsonValue toJson(Link link) {
    return JsonObject.builder()
        .put("from", link.from().toString())
        .put("to", link.to().toString())
        .build();
  }
}
