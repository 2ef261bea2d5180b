package io.filigree.systemtests.sim;

import io.filigree.edge.agent.AgentState;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Step;

/** The edge client's core, as it is or with a bug planted around it. */
@FunctionalInterface
interface Core {
  Step step(AgentState state, Input input);
}
