package io.filigree.edge.agent;

import io.filigree.edge.trust.PeerList;
import java.util.Optional;

/** What a simulator may know of a core's inner state. */
public final class AgentInsight {

  private AgentInsight() {}

  /** The newest verified peer list. */
  public static Optional<PeerList> newest(AgentState state) {
    return state.knowledge().newest();
  }

  /** What it shows of itself. */
  public static Optional<StatusPage> page(AgentState state) {
    return state.shown().page();
  }

  /** The newest one that may be applied. */
  public static Optional<PeerList> durable(AgentState state) {
    return state.knowledge().durable();
  }
}
