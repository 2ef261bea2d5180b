package io.filigree.controlplane.plan;

import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.Range;

/**
 * Two ranges of different owners that cannot both be.
 *
 * @param asked the range that was asked for
 * @param index its place in the wish, from 0
 * @param owner the site or relay that owns the other
 * @param held the range that is in the way
 */
public record Overlap(Range asked, int index, RangeOwner owner, Range held) {

  /** In words, naming both owners, kinds and ranges. */
  public String explainedTo(SiteName asker) {
    return "%s of site %s overlaps %s of %s".formatted(inWords(asked), asker, inWords(held), owner);
  }

  private static String inWords(Range range) {
    return "%s %s %s"
        .formatted(range.routed() ? "routed" : "guarded", range.kind().toString(), range.cidr());
  }
}
