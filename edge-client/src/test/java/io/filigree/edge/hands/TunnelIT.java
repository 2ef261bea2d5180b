package io.filigree.edge.hands;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.DesiredPeer;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.Difference;
import io.filigree.edge.plan.Meshes;
import io.filigree.edge.plan.NftTable;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a tunnel survives. */
class TunnelIT extends TwoSites {
  /** In the network of both, and nobody's. */
  private static final String SILENT = "198.18.0.77:51871";

  @Test
  void bothEndsMeetThoughOneOnlyWaits() {
    assertThat(lost(siteA, "100.100.0.2", 5)).isZero();
    assertThat(lost(siteB, "100.100.0.1", 5)).isZero();
  }

  @Test
  void changesOfOtherPeersLoseNoPacket() throws Exception {
    lost(siteA, "100.100.0.2", 1);
    var pings = CompletableFuture.supplyAsync(() -> lost(siteA, "100.100.0.2", 200));
    int changes = 0;
    while (!pings.isDone()) {
      DesiredPeer other = Meshes.peer(10 + changes % 3);
      DesiredState next =
          changes % 4 == 3 ? Meshes.site(1, keyA, b) : Meshes.site(1, keyA, b, other);
      assertThat(apply(handsA, next).changed()).isNotEmpty();
      changes++;
    }

    assertThat(pings.get()).isZero();
    assertThat(changes).isGreaterThan(5);
  }

  @Test
  void shapeReplacedUnderTrafficLosesNoPacket() throws Exception {
    lost(siteA, "100.100.0.2", 1);
    var pings = CompletableFuture.supplyAsync(() -> lost(siteA, "100.100.0.2", 200));
    int heals = 0;
    while (!pings.isDone()) {
      siteA.run("nft", "flush", "ruleset");
      apply(handsA, Meshes.site(1, keyA, b));
      heals++;
    }

    assertThat(pings.get()).isZero();
    assertThat(heals).isGreaterThan(5);
  }

  @Test
  void endpointThatWireGuardLearnedStays() {
    lost(siteA, "100.100.0.2", 1);
    DesiredPeer stale = Meshes.peer(2, keyB.publicKey(), "198.18.0.99:51871");

    ApplyReport report = apply(handsA, Meshes.site(1, keyA, stale));

    assertThat(report.changed()).isEmpty();
    assertThat(lost(siteA, "100.100.0.2", 3)).isZero();
  }

  @Test
  void changeOfAnOwnAddressIsBridgedAtOnce() {
    lost(siteA, "100.100.0.2", 1);
    siteA.run("ip", "address", "add", "198.18.0.7/24", "dev", "eth0");
    siteA.run("ip", "address", "del", "198.18.0.1/24", "dev", "eth0");
    // Deleting the first address of a network takes the second along unless it is promoted.
    siteA.run("ip", "address", "replace", "198.18.0.7/24", "dev", "eth0");

    assertThat(apply(handsA, Meshes.site(1, keyA, b)).changed()).hasSize(1);

    assertThat(lost(siteA, "100.100.0.2", 5)).isZero();
    assertThat(Difference.between(Meshes.site(1, keyA, b), handsA.observe())).isEmpty();
  }

  @Test
  void anIdlePeerIsNotGreetedBecauseAWarmOneIsSetInTheSameCall() {
    siteA.run("ip", "link", "del", "filigree0");
    DesiredPeer warm = Meshes.peer(5, WireGuardPrivateKey.generate().publicKey(), SILENT);
    DesiredPeer model = Meshes.peer(6, WireGuardPrivateKey.generate().publicKey(), SILENT);
    DesiredPeer idle =
        new DesiredPeer(model.key(), model.allowedIps(), model.endpoint(), 0, model.firstMove());

    apply(handsA, Meshes.site(1, keyA, warm, idle));

    Map<WireGuardPublicKey, ActualPeer> peers = handsA.observe().device().orElseThrow().peers();
    assertThat(peers).hasEntrySatisfying(warm.key(), peer -> assertThat(peer.sent()).isPositive());
    assertThat(peers).hasEntrySatisfying(idle.key(), peer -> assertThat(peer.sent()).isZero());
  }

  @Test
  void interfaceOutlivesTheHands() {
    assertThat(lost(siteA, "100.100.0.2", 1)).isZero();
    LinuxHands again = hands(siteA);

    assertThat(apply(again, Meshes.site(1, keyA, b)).changed()).isEmpty();
    assertThat(siteA.run("nft", "list", "tables")).contains(NftTable.nameFor(Meshes.NAME));
  }
}
