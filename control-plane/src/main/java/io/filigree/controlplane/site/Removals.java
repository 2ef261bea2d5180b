package io.filigree.controlplane.site;

/**
 * How much of a mesh was removed lately. An edge refuses a roster that lacks more than half of its
 * peers, from four removals on, unless the mesh record says that it is meant. Here every removal is
 * meant: sites go one by one, by name. But an edge that was away sees many epochs as one step, so
 * what counts is not the one removal but the ninety days for which a removed site may still read
 * the feed. Where not all are linked with all, the few peers of one edge may be among the few that
 * went.
 *
 * @param removed sites removed in that time, the one at hand included
 * @param left sites that stay
 */
record Removals(long removed, long left) {

  private static final long FEW = 4;

  /**
   * Whether some edge could find more than half of its peers gone; it is no peer of its own.
   *
   * @param allLinked whether every site has every other for a peer
   */
  boolean needFlag(boolean allLinked) {
    return removed >= FEW && (removed >= left || !allLinked);
  }
}
