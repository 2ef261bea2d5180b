package io.filigree.edge.relay.agent;

import java.util.List;

/**
 * What one step came to.
 *
 * @param state what is known and under way from now on
 * @param effects what is to be done, in this order
 */
public record RelayStep(RelayState state, List<RelayEffect> effects) {

  public RelayStep {
    effects = List.copyOf(effects);
  }
}
