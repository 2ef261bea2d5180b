package io.filigree.edge.relay.agent;

import java.util.Locale;

/** How a relay stands in its mesh. */
public enum RelayStanding {
  /** It has no peer list that it can believe, and serves nobody. */
  WAITING,
  /** It serves the sites of its mesh. */
  SERVING,
  /** Its operator has removed it: it serves nobody, or soon will not. */
  REMOVED;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
