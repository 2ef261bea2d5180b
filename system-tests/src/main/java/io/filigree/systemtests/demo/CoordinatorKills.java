package io.filigree.systemtests.demo;

import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.system.Coordinator;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The coordinator dies by {@code kill -9} twenty times under traffic, each time right after it has
 * acknowledged a change; in between a store joins and an edge client is killed.
 */
final class CoordinatorKills {

  private static final int KILLS = 20;
  private static final int JOIN_AT = 6;
  private static final int EDGE_DIES_AT = 12;

  private final Stage stage;
  private final ThreeStores three;
  private final Mesh mesh;
  private final List<Store> stores;
  private final List<Double> equalAfter = new ArrayList<>();

  CoordinatorKills(Stage stage, ThreeStores three) {
    this.stage = stage;
    this.three = three;
    this.mesh = three.mesh();
    this.stores = new ArrayList<>(three.stores());
  }

  void measure(Figures figures) {
    three.startProbes();
    for (int kill = 0; kill < KILLS; kill++) {
      killAndReturn(kill);
    }
    ProbeReport report = stage.probes().stop();
    figures.count("coordinator_kills_lost", report.lost(), "packets", Bar.exactly(0));
    figures.add("coordinator_kills_gap", report.excessGap(), "ms", Bar.none());
    figures.count("coordinator_kills_sent", report.sent(), "packets", Bar.none());
    figures.add("cursors_equal_after", Figures.worst(equalAfter), "s", Bar.atMost(10));
  }

  private void killAndReturn(int kill) {
    if (kill == JOIN_AT) {
      Store late = stage.build(SitePlan.store("store-late", 50));
      late.edge().join(mesh.token(late.name())).run();
      stores.add(late);
    }
    Coordinator coordinator = stage.coordinator();
    mesh.label(stores.getFirst().name(), "kill", Integer.toString(kill));
    coordinator.kill();
    if (kill == EDGE_DIES_AT) {
      stores.get(1).edge().kill();
    }
    coordinator.startAgain();
    coordinator.awaitReady();
    if (kill == EDGE_DIES_AT) {
      stores.get(1).edge().run();
    }
    equalAfter.add(Wait.seconds("all cursors are equal", Duration.ofSeconds(40), this::equal));
  }

  private boolean equal() {
    String cursor = mesh.cursor();
    return stores.stream()
        .allMatch(store -> store.edge().cursor().filter(cursor::equals).isPresent());
  }
}
