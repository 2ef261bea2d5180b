package io.filigree.controlplane.site;

import io.filigree.controlplane.ledger.Change.SiteChanged;
import io.filigree.controlplane.plan.Overlap;
import java.util.List;

/** Whether a site may enter a mesh. After a refusal the caller rolls back. */
public sealed interface Admission {

  /**
   * It has its row and its ranges.
   *
   * @param change the caller's to publish
   */
  record Admitted(Site site, SiteChanged change) implements Admission {}

  /** A site or relay has this name, or a site that left had it. */
  record NameTaken() implements Admission {}

  /** A site or relay with this identity key is in the mesh already. */
  record KeyTaken() implements Admission {}

  /** Others own some of its ranges. */
  record Overlapping(List<Overlap> overlaps) implements Admission {
    public Overlapping {
      overlaps = List.copyOf(overlaps);
    }
  }
}
