package io.filigree.controlplane.edgeauth;

/** Is told of every verified request of a site; must return at once. */
@FunctionalInterface
public interface SightingListener {

  /**
   * A site asked from there.
   *
   * @param signer who
   * @param origin the connection's other end, and what a proxy says of the one before
   */
  void seen(Signer signer, Origin origin);
}
