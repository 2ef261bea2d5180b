package io.filigree.systemtests.sim;

import io.filigree.edge.agent.AgentState;
import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A core with a bug: it does not wait for its disk. */
record HastyCore(Core honest) implements Core {

  @Override
  public Step step(AgentState state, Input input) {
    if (input instanceof Input.Saved || input instanceof Input.Stopping) {
      return input instanceof Input.Saved ? new Step(state, List.of()) : honest.step(state, input);
    }
    Step step = honest.step(state, input);
    List<Effect> effects = new ArrayList<>(step.effects());
    while (step.effects().stream().anyMatch(Effect.Save.class::isInstance)) {
      step = honest.step(step.state(), new Input.Saved(input.now(), Optional.empty()));
      effects.addAll(step.effects());
    }
    return new Step(step.state(), effects);
  }
}
