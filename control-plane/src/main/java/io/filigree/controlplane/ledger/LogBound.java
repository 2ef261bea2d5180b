package io.filigree.controlplane.ledger;

/**
 * How much of the change log is kept, in rows.
 *
 * @param atLeast rows that are kept however small the mesh is
 * @param perSite rows that are kept for each listed site, if that is more
 */
public record LogBound(int atLeast, int perSite) {

  /**
   * Enough that an edge which was away for a night gets a delta, and no more than four rows per
   * site, beyond which a full list is shorter anyway.
   */
  public static final LogBound USUAL = new LogBound(10_000, 4);

  /** Rows to keep for a mesh of that many sites. */
  public int rows(int sites) {
    return Math.max(atLeast, perSite * sites);
  }
}
