package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.NetworkNamespace;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Store;
import java.util.List;

/**
 * The address at which a store is on the internet changes under its edge client, to a new one and
 * back, while both ends send and the coordinator is dead.
 */
final class WanChanges implements Act {

  private static final int RUNS = 10;

  /** A host number of the lab's internet that nobody else has. */
  private static final String NEW = "240";

  @Override
  public String name() {
    return "wan-changes";
  }

  @Override
  public void measure(Figures figures) {
    List<Double> gaps;
    try (PathsMesh mesh = PathsMesh.open(1)) {
      Store a = mesh.open("store-a");
      Store b = mesh.open("store-b");
      mesh.awaitAttached();
      mesh.stage().coordinator().kill();
      gaps = mesh.gaps(RUNS, b, a, run -> change(a, run % 2 == 0), run -> {});
    }
    figures.add("wan_change_gap", Figures.median(gaps), "s", Bar.atMost(2));
    figures.add("wan_change_gap_worst", Figures.worst(gaps), "s", Bar.none());
  }

  /** As when a lease ends: the old address is gone before the new one is there. */
  private static void change(Store store, boolean away) {
    String home = store.box().publicAddress();
    String net = home.substring(0, home.lastIndexOf('.') + 1);
    NetworkNamespace gateway = store.box().gateway();
    gateway.ip(
        "addr del " + (away ? home : net + NEW) + "/24 dev eth0",
        "addr add " + (away ? net + NEW : home) + "/24 dev eth0",
        "route replace default via " + net + "254 dev eth0");
  }
}
