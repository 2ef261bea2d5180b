package io.filigree.controlplane.mesh;

/** How long the lists of a mesh record may be: every edge holds and checks it. */
final class Limits {

  static final int URLS = 16;
  static final int PINS = 8;
  static final int LINKS = 256;
  static final int POOLS = 32;

  private Limits() {}
}
