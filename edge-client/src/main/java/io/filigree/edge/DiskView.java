package io.filigree.edge;

import io.filigree.edge.agent.Agent;
import io.filigree.edge.agent.AgentState;
import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Remembered;
import io.filigree.edge.agent.Seen;
import io.filigree.edge.agent.Step;
import io.filigree.edge.plan.SiteView;
import io.filigree.protocol.key.Ed25519Verifier;
import java.util.Optional;

/** What {@code run} would apply first, from the disk alone. */
final class DiskView {

  private DiskView() {}

  /** Empty while the disk holds no verified peer list, or one that omits this site. */
  static Optional<SiteView> of(Site site, Remembered remembered) {
    Agent agent = new Agent(site.settings(), Ed25519Verifier.jdk());
    Step step =
        agent.step(
            AgentState.initial(0),
            new Input.Started(
                Clock.now(),
                remembered,
                Seen.nothing(),
                HostReader.read(site.enrolment().trust().urls())));
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Apply(SiteView view)) {
        return Optional.of(view);
      }
    }
    return Optional.empty();
  }
}
