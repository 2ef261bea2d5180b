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

  /** Another site has this name, or had it and left. */
  record NameTaken() implements Admission {}

  /** A site with this identity key is in the mesh already. */
  record KeyTaken() implements Admission {}

  /** Others own some of its ranges. */
  record Overlapping(List<Overlap> overlaps) implements Admission {
    public Overlapping {
      overlaps = List.copyOf(overlaps);
    }
  }
}
