package io.filigree.edge.plan;

/**
 * The UDP port at which an edge client answers questions out of the tunnel: beside WireGuard's, so
 * that whoever knows the facts of a site knows it too.
 */
public final class EchoPort {
  private static final int LAST = 65_535;

  private EchoPort() {}

  /** The port after WireGuard's, or the one before it where there is none after it. */
  public static int beside(int listenPort) {
    return listenPort < LAST ? listenPort + 1 : listenPort - 1;
  }
}
