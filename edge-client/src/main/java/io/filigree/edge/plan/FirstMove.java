package io.filigree.edge.plan;

/**
 * Whether we may start a WireGuard handshake with a peer now.
 *
 * <p>Two ends that start one in the same instant can black-hole each other for 5 to 13 s, so of two
 * ends that are new to each other the one with the smaller public key starts (design section 7).
 */
public enum FirstMove {
  /**
   * Configure the peer so that it can reach us, but send it nothing: no endpoint and no keepalive.
   * On a peer that is already configured this changes nothing.
   */
  WAIT,
  /** An ordinary peer: endpoint and keepalive are set, so WireGuard starts at once. */
  START,
  /**
   * Remove and add the peer in one command, because nothing has come back from it yet and
   * WireGuard's own next try would be 5 s away.
   */
  RESTART
}
