package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.Relay;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which peers are kept warm, and for how long. */
class WarmPeersTest {

  private static final Relay RELAY = TestMesh.relay(1);
  private static final String AT_RELAY = RelayedRun.at(RELAY);
  private static final String C = "198.18.0.3:51871";
  private static final String D = "198.18.0.4:51871";

  /** What two idle ends that keep each other warm exchange in half a minute. */
  private static final int KEEPING_WARM = 330;

  @Test
  void keepalivesEchoesAndNewHandshakesAreNoTraffic() {
    RelayedRun mesh = direct(WarmPolicy.USUAL);
    keepWarm(mesh, 270_000);
    assertThat(mesh.view(mesh.open).keepalive()).isEqualTo(25);
    keepWarm(mesh, 60_000);
    assertThat(mesh.moves().getLast())
        .as("where it is reached stays")
        .isEqualTo("store-c CHANGED nowhere");
    mesh.run.pass(Applying.RECONCILE);
    assertThat(mesh.view(mesh.open).keepalive()).isZero();
    assertThat(mesh.run.said("idle")).hasSize(1);
  }

  @Test
  void aLittleTrafficKeepsAPeerWarm() {
    RelayedRun mesh = direct(WarmPolicy.USUAL);
    for (int i = 0; i < 20; i++) {
      mesh.traffic(mesh.open, C, 3_000, 3_000);
      mesh.run.pass(60_000);
    }
    assertThat(mesh.view(mesh.open).keepalive()).isEqualTo(25);
  }

  @Test
  void whoIsIdleMakesRoomForWhoHasTrafficWhenNoMoreMayBeWarm() {
    RelayedRun mesh = direct(new WarmPolicy(1, Set.of(), false));
    TestSite other = fourth(mesh);
    mesh.talk(other, AT_RELAY, 3_000);
    assertThat(mesh.moves()).as("who was busy just now is not sent away").hasSize(1);
    mesh.run.pass(WarmPeers.BUSY);
    mesh.talk(other, AT_RELAY, 1_250);
    assertThat(mesh.moves()).contains("store-c CHANGED nowhere", "store-d CHANGED " + D);
    mesh.talk(other, D, 1_250);
    mesh.run.pass(Applying.RECONCILE);
    assertThat(mesh.view(mesh.open).keepalive()).isZero();
    assertThat(mesh.view(other).keepalive()).isEqualTo(25);
  }

  @Test
  void aPinnedPeerIsWarmFromTheStartTakesNobodysPlaceAndStays() {
    WarmPolicy policy = new WarmPolicy(0, Set.of(SiteName.parse("store-c")), true);
    RelayedRun mesh = RelayedRun.behindNat(policy, RELAY);
    assertThat(mesh.view(mesh.open).keepalive()).isEqualTo(25);
    assertThat(mesh.view(mesh.hidden).keepalive()).isZero();
    goDirect(mesh);
    int ticks = mesh.run.ticks;
    mesh.run.pass(600_000);
    assertThat(mesh.view(mesh.open).keepalive()).isEqualTo(25);
    assertThat(mesh.run.ticks - ticks).as("and costs nothing").isLessThan(200);
  }

  @Test
  void onAMeteredUplinkNobodyIsKeptOpenThroughNatAndOnlyRelaysAreProbed() {
    RelayedRun mesh = RelayedRun.behindNat(new WarmPolicy(32, Set.of(), true), RELAY);
    mesh.talk(mesh.open, AT_RELAY, 10_000);
    assertThat(mesh.moves()).isEmpty();
    mesh.run.handshake(mesh.open);
    mesh.run.pass(60_000);
    assertThat(mesh.run.all(Effect.Probe.class))
        .allMatch(probe ->
            probe.targets().stream()
                .allMatch(target -> target.peer().equals(RELAY.wireGuardKey())));
  }

  @Test
  void onAMeteredUplinkWithoutRelaysNobodyIsWarm() {
    TestMesh mesh = new TestMesh();
    TestSite ours = mesh.site(1, "store-a");
    WarmPolicy metered = new WarmPolicy(32, Set.of(SiteName.parse("store-c")), true);
    AgentRun run = new AgentRun(AgentRun.settings(mesh, ours, List.of(), metered));
    run.start();
    run.news(
        mesh.change()
            .record(ours)
            .put(mesh.site(2, "store-b"), 1)
            .put(mesh.site(3, "store-c"), 1)
            .sign());
    assertThat(run.view().peers()).extracting(peer -> peer.keepalive()).containsExactly(0, 25);
  }

  private static RelayedRun direct(WarmPolicy policy) {
    RelayedRun mesh = RelayedRun.behindNat(policy, RELAY);
    goDirect(mesh);
    return mesh;
  }

  private static void goDirect(RelayedRun mesh) {
    mesh.talk(mesh.open, AT_RELAY, 1_250);
    mesh.talk(mesh.open, C, 2_000);
    assertThat(mesh.run.said("direct")).hasSize(1);
    mesh.run.pass(Applying.RECONCILE);
  }

  private static TestSite fourth(RelayedRun mesh) {
    TestSite other = mesh.mesh.site(4, "store-d");
    mesh.run.news(mesh.mesh.change().put(other, 1).sign());
    mesh.run.pass(5_000);
    return other;
  }

  private static void keepWarm(RelayedRun mesh, long duration) {
    for (long passed = 0; passed < duration; passed += 30_000) {
      mesh.run.pass(30_000);
      mesh.traffic(mesh.open, C, KEEPING_WARM, KEEPING_WARM);
    }
  }
}
