package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.relay.RelayedMesh;
import io.filigree.systemtests.relay.RelayedMesh.Way;
import io.filigree.systemtests.system.Cut;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Stores in a mesh with a relay: two that nobody can reach, and two that everybody can. */
@OnStage
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayedIT {

  /** In milliseconds: it is noticed within a second, asked for a third of one, and added again. */
  private static final int HEALED = 3_000;

  private final Stage stage;
  private final RelayedMesh mesh;
  private final Store a;
  private final Store b;
  private final Store c;
  private final Store d;
  private final List<Store> stores;

  RelayedIT(Stage stage) {
    this.stage = stage;
    this.mesh = RelayedMesh.on(stage, "idle-stores");
    this.a = stage.buildBehind(stage.lab().router(Kind.SYMMETRIC), SitePlan.store("nat-a", 42));
    this.b = stage.buildBehind(stage.lab().router(Kind.SYMMETRIC), SitePlan.store("nat-b", 43));
    this.c = stage.build(SitePlan.store("open-c", 44));
    this.d = stage.build(SitePlan.store("open-d", 45));
    this.stores = List.of(a, b, c, d);
  }

  @BeforeAll
  void join() {
    mesh.join(stores);
  }

  @AfterAll
  void demolish() {
    mesh.demolish(stage, stores);
  }

  @Test
  void podsOfStoresThatNobodyCanReachReachEachOtherThroughTheRelay() {
    Meshed.await(List.of(a, b));
    assertThat(mesh.taken(new Pair(a, b))).isEqualTo(Way.RELAYED);
    Meshed.eventually(
        "status says so", () -> line(a, b).contains("relayed by relay-1"), () -> line(a, b));
    assertThat(a.edge().status())
        .contains(b.name() + " is not reached directly: ")
        .containsPattern("relay +relay-1 .* answers");
    assertThat(a.edge().doctor().output())
        .as("that two behind NAT stay at the relay is no fault")
        .doesNotContain("no-relay-answers", "relay-silent", "peer-stays-relayed");
  }

  @Test
  void aPathThatIsCutIsReplacedByTheRelayWithoutTheCoordinator() {
    Meshed.await(List.of(c, d));
    assertThat(new Pair(c, d).straight()).isTrue();
    stage.coordinator().kill();
    ProbeReport report = probeWhileCut();
    stage.coordinator().startAgain();
    stage.coordinator().awaitReady();
    assertThat(report.lost()).isPositive();
    assertThat(report.longestGap()).as(c.edge().output()).isLessThan(HEALED);
    assertThat(mesh.taken(new Pair(c, d))).isEqualTo(Way.RELAYED);
    Meshed.eventually("status says so", () -> line(c, d).contains("relayed"), () -> line(c, d));
  }

  private ProbeReport probeWhileCut() {
    Ping way = new Pair(c, d).pods();
    stage.probes().add("c to d", way.from(), way.source(), way.target());
    stage.probes().start();
    Meshed.await(List.of(c, d));
    new Cut(c, d).make();
    Pair there = new Pair(c, d);
    Meshed.eventually(
        "they are at the relay", () -> mesh.taken(there) == Way.RELAYED, there::endpoint);
    Meshed.await(List.of(c, d));
    return stage.probes().stop();
  }

  /** What the one's {@code status} says of the other. */
  private static String line(Store from, Store to) {
    return from.edge()
        .status()
        .lines()
        .filter(line -> line.contains(to.name()))
        .findFirst()
        .orElse("");
  }
}
