package io.filigree.systemtests.sim;

import io.filigree.edge.agent.AgentState;
import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Step;
import io.filigree.edge.plan.SiteView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A core with a bug: an answer that it cannot read is one without peers. */
final class CredulousCore implements Core {

  private final Core honest;
  private Optional<SiteView> last = Optional.empty();

  CredulousCore(Core honest) {
    this.honest = honest;
  }

  @Override
  public Step step(AgentState state, Input input) {
    Step step = honest.step(state, input);
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Apply(SiteView view)) {
        last = Optional.of(view);
      }
    }
    boolean error = input instanceof Input.FeedAnswered(_, FeedReply.Failed _);
    return error && last.isPresent() ? emptied(step, last.get()) : step;
  }

  private static Step emptied(Step step, SiteView view) {
    List<Effect> effects = new ArrayList<>(step.effects());
    effects.add(
        new Effect.Apply(
            new SiteView(
                view.own(),
                view.privateKey(),
                view.interfaceName(),
                view.listenPort(),
                view.firewall(),
                view.relays(),
                List.of())));
    return new Step(step.state(), effects);
  }
}
