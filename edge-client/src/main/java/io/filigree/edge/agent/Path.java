package io.filigree.edge.agent;

/** How a site reaches a peer now. */
public enum Path {
  /** A session that counts. */
  DIRECT,
  /** Through a relay. */
  RELAYED,
  /** Configured, not in use, or only just tried. */
  IDLE,
  /** Tried and failed. */
  DOWN;

  /** As it is written everywhere. */
  public String text() {
    return switch (this) {
      case DIRECT -> "direct";
      case RELAYED -> "relayed";
      case IDLE -> "idle";
      case DOWN -> "down";
    };
  }
}
