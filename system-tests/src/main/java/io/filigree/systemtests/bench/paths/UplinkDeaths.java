package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * A store has two uplinks, and the one in use dies: the other takes over, while both ends send and
 * the coordinator is dead. The dead one comes back before the other one dies.
 */
final class UplinkDeaths implements Act {

  private static final int RUNS = 10;

  @Override
  public String name() {
    return "uplink-deaths";
  }

  @Override
  public void measure(Figures figures) {
    List<Double> gaps = new ArrayList<>();
    try (PathsMesh mesh = PathsMesh.open(1)) {
      Store a = mesh.open("store-a");
      Store b = mesh.open("store-b");
      mesh.stage().lab().secondUplink(a.box());
      mesh.awaitAttached();
      mesh.stage().coordinator().kill();
      for (int run = 0; run < RUNS; run++) {
        mesh.await("they reach each other", () -> new Pair(a, b).pods().answered());
        String line = run % 2 == 0 ? "eth0" : "eth1";
        ProbeReport report = mesh.under(b, a, () -> set(a, line, "down"), 4_000);
        gaps.add(report.excessGap() / 1e3);
        set(a, line, "up");
      }
    }
    figures.add("uplink_death_gap", Figures.median(gaps), "s", Bar.atMost(2));
    figures.add("uplink_death_gap_worst", Figures.worst(gaps), "s", Bar.none());
  }

  private static void set(Store store, String line, String state) {
    store.box().gateway().ip("link set " + line + " " + state);
  }
}
