package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.FakeHands;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.net.Endpoint;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mesh too large for keepalives, in which single peers announce something. */
class AmendingTest {

  private static final int SITES = 120;

  private final TestMesh mesh = new TestMesh();
  private final TestSite ours = mesh.site(1, "store-1");
  private final TestSite b = mesh.site(2, "store-2");
  private final TestSite c = mesh.site(3, "store-3");
  private final AgentRun run = new AgentRun(mesh, ours);
  private final FakeHands hands = new FakeHands();

  @BeforeEach
  void meshed() {
    TestMesh.Draft everybody = mesh.change().record(ours);
    for (int i = 2; i <= SITES; i++) {
      everybody.put(mesh.site(i, "store-" + i), 1);
    }
    run.hands = Optional.of(hands);
    run.start();
    run.news(everybody.sign());
    run.pass(120_000);
    run.effects.clear();
  }

  @Test
  void coldPeersAreConfiguredOnceAndLeftAlone() {
    run.pass(3_600_000);
    assertThat(run.said("applied")).isEmpty();
    assertThat(run.state().shown().page().orElseThrow().peers())
        .hasSize(SITES - 1)
        .allMatch(peer -> peer.path() == Path.IDLE);
  }

  @Test
  void anotherKeyIsSavedAndAppliedAndOnlyThenTheMachineIsLookedAt() {
    TestSite rekeyed = b.keyed(WireGuardPrivateKey.generate());
    run.news(mesh.change().facts(b.id(), rekeyed.signed(2)).unsigned());

    assertThat(run.all(Effect.Save.class)).hasSize(1);
    assertThat(run.all(Effect.Amend.class)).hasSize(1);
    assertThat(run.effects.indexOf(run.last(Effect.Save.class)))
        .isLessThan(run.effects.indexOf(run.last(Effect.Amend.class)));
    assertThat(run.last(Effect.Amend.class).operations())
        .extracting(Operation.OfPeer::key)
        .containsExactly(b.key(), rekeyed.key());
    assertThat(run.all(Effect.Apply.class)).isEmpty();
    run.pass(1_100);
    assertThat(run.all(Effect.Apply.class)).hasSize(1);
    assertThat(hands.observe().device().orElseThrow().peers())
        .containsKey(rekeyed.key())
        .doesNotContainKey(b.key());
    run.pass(60_000);
    assertThat(run.said("applied")).hasSize(1);
    assertThat(run.said("healed")).isEmpty();
  }

  @Test
  void anotherEndpointIsAppliedByItself() {
    run.news(mesh.change().facts(b.id(), b.at("198.18.9.9:51871").signed(2)).unsigned());

    assertThat(run.last(Effect.Amend.class).operations()).hasSize(1);
    assertThat(hands.observe().device().orElseThrow().peers())
        .hasEntrySatisfying(
            b.key(),
            peer -> assertThat(peer.endpoint()).contains(Endpoint.parse("198.18.9.9:51871")));
    run.pass(60_000);
    assertThat(run.said("applied")).hasSize(1);
  }

  @Test
  void twoPeersMayExchangeTheirKeys() {
    run.news(
        mesh.change().facts(b.id(), b.keyed(WireGuardPrivateKey.generate()).signed(2)).unsigned());
    run.pass(5_000);
    run.effects.clear();
    run.news(
        mesh.change()
            .facts(b.id(), b.keyed(c.wireGuard()).signed(3))
            .facts(c.id(), c.keyed(b.wireGuard()).signed(2))
            .unsigned());
    run.pass(60_000);

    assertThat(hands.observe().device().orElseThrow().peers())
        .hasSize(SITES - 1)
        .containsKeys(b.key(), c.key());
    assertThat(run.refusals()).isEmpty();
  }

  @Test
  void aPeerThatSaysMoreBeforeTheLookIsLookedAt() {
    run.news(
        mesh.change().facts(b.id(), b.keyed(WireGuardPrivateKey.generate()).signed(2)).unsigned());
    run.news(
        mesh.change().facts(b.id(), b.keyed(WireGuardPrivateKey.generate()).signed(3)).unsigned());

    assertThat(run.all(Effect.Amend.class)).hasSize(1);
    assertThat(run.all(Effect.Apply.class)).hasSize(1);
    assertThat(hands.observe().device().orElseThrow().peers()).hasSize(SITES - 1);
  }

  @Test
  void whatChangesRoutesTakesALook() {
    run.news(mesh.change().record(b.owning("10.200.0.0/16")).sign());

    assertThat(run.all(Effect.Amend.class)).isEmpty();
    assertThat(run.all(Effect.Apply.class)).hasSize(1);
  }

  @Test
  void aLargePageIsMadeOnlyOnceInAWhile() {
    for (int i = 2; i < 12; i++) {
      run.news(mesh.change().facts(b.id(), b.at("198.18.9." + i + ":51871").signed(i)).unsigned());
    }
    assertThat(run.all(Effect.Show.class)).hasSize(1);
    run.pass(SITES);
    assertThat(run.all(Effect.Show.class)).hasSize(2);
  }
}
