package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Relay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Peers at a relay that its operator removed. */
class LeavingTest {

  private static final Relay FIRST = TestMesh.relay(1);
  private static final Relay SECOND = TestMesh.relay(2);

  private final RelayedRun mesh = RelayedRun.behindNat(FIRST, SECOND);

  @Test
  void whoseSessionGoesThroughItIsAddedAgainAtAnotherByTheEndWithTheSmallerKey() {
    session(mesh.hidden, RelayedRun.at(FIRST));
    session(mesh.open, RelayedRun.at(FIRST));
    mesh.relaysAreNow(SECOND);
    List<String> expected = new ArrayList<>();
    for (TestSite peer : List.of(mesh.hidden, mesh.open)) {
      if (mesh.ours.key().compareTo(peer.key()) < 0) {
        expected.add(peer.name() + " AGAIN 198.18.1.2:51900");
      }
    }
    assertThat(mesh.moves()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(mesh.run.said("rerouted")).hasSameSizeAs(expected);
  }

  @Test
  void theyAreAddedAgainBeforeTheRelayItselfIsTakenAway() {
    session(mesh.hidden, RelayedRun.at(FIRST));
    session(mesh.open, RelayedRun.at(FIRST));
    int told = mesh.run.effects.size();
    mesh.relaysAreNow(SECOND);
    List<String> order = new ArrayList<>();
    for (Effect effect : mesh.run.effects.subList(told, mesh.run.effects.size())) {
      if (effect instanceof Effect.Amend || effect instanceof Effect.Apply) {
        order.add(effect.getClass().getSimpleName());
      }
    }
    assertThat(order.getLast()).isEqualTo("Apply");
    assertThat(order.getFirst()).isEqualTo(mesh.moves().isEmpty() ? "Apply" : "Amend");
    assertThat(mesh.run.view().relays()).hasSize(1);
  }

  @Test
  void whoIsReachedOtherwiseOrHasNoSessionIsLeftAlone() {
    session(mesh.hidden, RelayedRun.at(SECOND));
    session(mesh.open, "198.18.0.3:51871");
    mesh.relaysAreNow(SECOND);
    assertThat(mesh.moves()).isEmpty();
    RelayedRun idle = RelayedRun.behindNat(FIRST, SECOND);
    idle.relaysAreNow(SECOND);
    assertThat(idle.moves()).isEmpty();
    assertThat(idle.view(idle.hidden).endpoint()).contains(SECOND.endpoints().getFirst());
  }

  @Test
  void theLastRelayIsLeftByNobody() {
    session(mesh.hidden, RelayedRun.at(FIRST));
    session(mesh.open, RelayedRun.at(FIRST));
    mesh.relaysAreNow();
    assertThat(mesh.moves()).isEmpty();
  }

  /** It is found so at the next look at the machine. */
  private void session(TestSite peer, String endpoint) {
    mesh.run.tunnel.put(
        peer.key(),
        new ActualPeer(
            Set.of(),
            Optional.of(Endpoint.parse(endpoint)),
            Optional.of(mesh.run.now().wall().plusSeconds(60)),
            1,
            1,
            0,
            false));
    mesh.run.pass(31_000);
  }
}
