package io.filigree.protocol.record;

import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.net.Cidr;

/**
 * A range that a site owns.
 *
 * @param kind what its addresses are
 * @param cidr which addresses
 * @param routed true: becomes AllowedIPs at the peers; false: only guarded against overlap
 */
public record Range(RangeKind kind, Cidr cidr, boolean routed) {

  /** Routed as its kind is by default. */
  public Range(RangeKind kind, Cidr cidr) {
    this(kind, cidr, kind.routedByDefault());
  }

  static Range parse(JsonFields fields) {
    Range range =
        new Range(
            fields.text("kind", RangeKind::parse),
            fields.text("cidr", Cidr::parse),
            fields.flag("routed"));
    fields.refuseUnknown();
    return range;
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("kind", kind.toString())
        .put("cidr", cidr.toString())
        .put("routed", routed)
        .build();
  }

  @Override
  public String toString() {
    return kind + " " + cidr + (routed ? "" : " (guarded)");
  }
}
