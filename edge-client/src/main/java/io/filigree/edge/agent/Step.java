package io.filigree.edge.agent;

import java.util.List;

/**
 * What one step came to.
 *
 * @param state what is known and under way from now on
 * @param effects what is to be done, in this order
 */
public record Step(AgentState state, List<Effect> effects) {

  public Step {
    effects = List.copyOf(effects);
  }
}
