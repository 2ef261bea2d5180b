package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.key.WireGuardPublicKey;
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
    TestSite larger = joined(1);
    TestSite smaller = joined(-1);
    session(larger, RelayedRun.at(FIRST));
    session(smaller, RelayedRun.at(FIRST));
    mesh.relaysAreNow(SECOND);
    assertThat(amended()).containsExactly(larger.key());
    assertThat(mesh.run.said("rerouted")).hasSize(1);
  }

  @Test
  void theyAreAddedAgainBeforeTheRelayItselfIsTakenAway() {
    session(joined(1), RelayedRun.at(FIRST));
    int told = mesh.run.effects.size();
    mesh.relaysAreNow(SECOND);
    List<String> order = new ArrayList<>();
    for (Effect effect : mesh.run.effects.subList(told, mesh.run.effects.size())) {
      if (effect instanceof Effect.Amend || effect instanceof Effect.Apply) {
        order.add(effect.getClass().getSimpleName());
      }
    }
    assertThat(order).startsWith("Amend", "Apply");
    assertThat(mesh.run.view().relays()).hasSize(1);
  }

  @Test
  void whoIsReachedOtherwiseOrHasNoSessionIsLeftAlone() {
    session(joined(1), RelayedRun.at(SECOND));
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
    session(joined(1), RelayedRun.at(FIRST));
    mesh.relaysAreNow();
    assertThat(mesh.moves()).isEmpty();
  }

  /** One more site of the mesh; its key is larger than ours for 1, smaller for -1. */
  private TestSite joined(int order) {
    int number = 4;
    while (Integer.signum(mesh.mesh.site(number, "store-x").key().compareTo(mesh.ours.key()))
        != order) {
      number++;
    }
    TestSite site = mesh.mesh.site(number, "store-" + number);
    mesh.run.news(mesh.mesh.change().put(site, 1).sign());
    mesh.run.pass(5_000);
    return site;
  }

  private List<WireGuardPublicKey> amended() {
    List<WireGuardPublicKey> keys = new ArrayList<>();
    for (Effect.Amend amend : mesh.run.all(Effect.Amend.class)) {
      amend.operations().forEach(operation -> keys.add(operation.key()));
    }
    return keys;
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
