package io.filigree.systemtests.hollow;

import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.filigree.protocol.record.SiteRecord;
import java.util.ArrayList;
import java.util.List;

/** What a site that joins says of itself, and what it is told. */
record SiteRequest(SiteName name, Labels labels, IdentityKey identity, List<Range> ranges) {

  private static final Cidr TUNNELS = Cidr.parse("100.100.0.0/16");

  static SiteRequest of(Listing listing) {
    return new SiteRequest(
        new SiteName(listing.site().name()),
        listing.labels(),
        listing.site().identity(),
        List.of(new Range(RangeKind.POD, Cidr.parse(listing.podRange()))));
  }

  static SiteRequest parse(JsonFields body) {
    return new SiteRequest(
        body.text("name", SiteName::new),
        Labels.none(),
        body.text("identityKey", IdentityKey::parse),
        body.optionalObjects("ranges", SiteRequest::range));
  }

  private static Range range(JsonFields range) {
    return new Range(range.text("kind", RangeKind::parse), range.text("cidr", Cidr::parse));
  }

  /** The record of the site as the {@code number}th of its mesh. */
  SiteRecord record(MeshId mesh, SiteId id, int number) {
    return SiteRecord.of(mesh, id, name, labels, identity, allRanges(number), 1);
  }

  private List<Range> allRanges(int number) {
    List<Range> all = new ArrayList<>(ranges);
    all.add(new Range(RangeKind.TUNNEL, Cidr.ofHost(TUNNELS.host(number))));
    return all;
  }

  String answer(SiteId id, int number) {
    List<JsonValue> granted = allRanges(number).stream().map(SiteRequest::json).toList();
    return JsonObject.builder()
        .put("siteId", id.toString())
        .put("ranges", new JsonArray(granted))
        .put("moreSitesOfThisSize", 0)
        .build()
        .toJson();
  }

  private static JsonValue json(Range range) {
    return JsonObject.builder()
        .put("kind", range.kind().toString())
        .put("cidr", range.cidr().toString())
        .put("routed", range.routed())
        .build();
  }
}
