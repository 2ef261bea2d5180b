package io.filigree.controlplane.plan;

import java.util.List;

/** What became of a site's wish to own ranges. */
public sealed interface Claim {

  /** All of them are the site's. */
  record Owned() implements Claim {}

  /** Others own some of these addresses; the caller rolls back. */
  record Overlapping(List<Overlap> overlaps) implements Claim {
    public Overlapping {
      overlaps = List.copyOf(overlaps);
    }
  }
}
