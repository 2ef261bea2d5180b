package io.filigree.controlplane.site;

/** The coordinator's own rule for removals, for who removes sites somewhere else than here. */
public final class RemovalRule {

  private RemovalRule() {}

  /**
   * Whether a removal must be announced in the mesh record.
   *
   * @param removed sites removed lately, the one at hand included
   * @param left sites that stay
   * @param allLinked whether every site has every other for a peer
   */
  public static boolean needsFlag(long removed, long left, boolean allLinked) {
    return new Removals(removed, left).needFlag(allLinked);
  }
}
