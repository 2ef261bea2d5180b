package io.filigree.controlplane.site;

import io.filigree.controlplane.plan.Overlap;
import java.util.List;

/**
 * What became of an operator's wish to change or delete a site. After a refusal the caller rolls
 * back.
 */
sealed interface SiteOutcome {

  /** It is as wished, be it that it was before. */
  record Changed(Site site) implements SiteOutcome {}

  /** It is gone, and its ranges are free. */
  record Deleted() implements SiteOutcome {}

  /** There is no such site (any more). */
  record Unknown() implements SiteOutcome {}

  /** Others own some of the ranges it was to have. */
  record Overlapping(Site site, List<Overlap> overlaps) implements SiteOutcome {
    public Overlapping {
      overlaps = List.copyOf(overlaps);
    }
  }
}
