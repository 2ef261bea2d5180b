package io.filigree.controlplane.ledger;

/**
 * How much of the change log is kept, in rows: enough that an edge which was away for a night gets
 * a delta, and no more than four rows per site, beyond which a full list is shorter anyway.
 */
public final class LogBound {

  private static final int AT_LEAST = 10_000;
  private static final int ROWS_PER_SITE = 4;

  private LogBound() {}

  /** Rows to keep for a mesh of that many sites. */
  public static int rows(int sites) {
    return Math.max(AT_LEAST, ROWS_PER_SITE * sites);
  }
}
