package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Store;
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
    List<Double> gaps;
    try (PathsMesh mesh = PathsMesh.open(1)) {
      Store a = mesh.open("store-a");
      Store b = mesh.open("store-b");
      mesh.stage().lab().secondUplink(a.box());
      mesh.awaitAttached();
      mesh.stage().coordinator().kill();
      gaps = mesh.gaps(RUNS, b, a, run -> set(a, run, "down"), run -> set(a, run, "up"));
    }
    figures.add("uplink_death_gap", Figures.median(gaps), "s", Bar.atMost(2));
    figures.add("uplink_death_gap_worst", Figures.worst(gaps), "s", Bar.none());
  }

  /** The two take turns. */
  private static void set(Store store, int run, String state) {
    String line = run % 2 == 0 ? "eth0" : "eth1";
    store.box().gateway().ip("link set " + line + " " + state);
  }
}
