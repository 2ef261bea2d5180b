package io.filigree.protocol.record;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.Labelled;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the roster says of one site.
 *
 * @param identityKey signs the site's facts; empty for a static peer
 * @param ranges what the site owns, at most {@value #MAX_RANGES}
 * @param minCounter facts with a lower counter are refused; at least 1
 * @param staticPeer what the record itself says where there is no client; else empty
 */
public record SiteRecord(
    MeshId mesh,
    SiteId site,
    SiteName name,
    Labels labels,
    Optional<IdentityKey> identityKey,
    List<Range> ranges,
    long minCounter,
    Optional<StaticPeer> staticPeer)
    implements Labelled {

  private static final int MAX_RANGES = 64;

  public SiteRecord {
    ranges = List.copyOf(ranges);
    if (ranges.size() > MAX_RANGES) {
      throw new MalformedException("ranges", "are more than " + MAX_RANGES);
    }
    if (minCounter < 1) {
      throw new MalformedException("minCounter", "is below 1");
    }
    if (identityKey.isPresent() == staticPeer.isPresent()) {
      throw new MalformedException("has not exactly one of identityKey and staticPeer");
    }
  }

  /** A site with an edge client. */
  public static SiteRecord of(
      MeshId mesh,
      SiteId site,
      SiteName name,
      Labels labels,
      IdentityKey identityKey,
      List<Range> ranges,
      long minCounter) {
    return new SiteRecord(
        mesh, site, name, labels, Optional.of(identityKey), ranges, minCounter, Optional.empty());
  }

  /**
   * @throws UnknownFormatException if it is of a format that this version cannot read
   * @throws MalformedException if it is anything else than a site record
   */
  public static SiteRecord parse(DocumentText document) {
    JsonFields fields = document.fields();
    Format.check(fields);
    SiteRecord site =
        new SiteRecord(
            fields.text("mesh", MeshId::parse),
            fields.text("site", SiteId::parse),
            fields.text("name", SiteName::parse),
            fields.object("labels", SiteRecord::labels),
            fields.optionalText("identityKey", IdentityKey::parse),
            fields.objects("ranges", Range::parse),
            fields.integer("minCounter", 1, Long.MAX_VALUE),
            fields.optionalObject("staticPeer", StaticPeer::parse));
    fields.refuseUnknown();
    return site;
  }

  private static Labels labels(JsonFields fields) {
    TreeMap<String, String> labels = new TreeMap<>();
    fields.names().forEach(name -> labels.put(name, fields.text(name)));
    return new Labels(labels);
  }

  /** Writes the document; done once, when the record is made, and never for one that was read. */
  public DocumentText write() {
    JsonObject.Builder labelsJson = JsonObject.builder();
    labels.values().forEach(labelsJson::put);
    JsonObject.Builder json =
        JsonObject.builder()
            .put("format", Format.FORMAT)
            .put("mesh", mesh.toString())
            .put("site", site.toString())
            .put("name", name.toString())
            .put("labels", labelsJson.build())
            .putText("identityKey", identityKey)
            .put("ranges", new JsonArray(ranges.stream().<JsonValue>map(Range::toJson).toList()))
            .put("minCounter", minCounter);
    staticPeer.ifPresent(peer -> json.put("staticPeer", peer.toJson()));
    return DocumentText.of(json.build());
  }
}
