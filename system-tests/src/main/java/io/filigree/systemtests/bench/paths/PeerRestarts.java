package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.util.ArrayList;
import java.util.List;

/**
 * One end loses its tunnel and makes it again while nothing is said between the two; the other
 * still holds a session of which the first knows nothing. How long until the other is answered?
 */
final class PeerRestarts implements Act {

  private static final int RUNS = 10;

  @Override
  public String name() {
    return "peer-restarts";
  }

  @Override
  public void measure(Figures figures) {
    List<Double> gaps = new ArrayList<>();
    try (PathsMesh mesh = PathsMesh.open(1)) {
      Store a = mesh.behind(Kind.SYMMETRIC, "store-a");
      Store b = mesh.behind(Kind.SYMMETRIC, "store-b");
      mesh.awaitAttached();
      for (int run = 0; run < RUNS; run++) {
        mesh.await("they reach each other", () -> new Pair(a, b).pods().answered());
        restart(mesh, b);
        ProbeReport report = mesh.from(a, b, 3_000);
        gaps.add(report.excessGap() / 1e3);
      }
    }
    figures.add("peer_restart_gap", Figures.median(gaps), "s", Bar.atMost(1.5));
    figures.add("peer_restart_gap_worst", Figures.worst(gaps), "s", Bar.none());
  }

  private static void restart(PathsMesh mesh, Store store) {
    store.edge().kill();
    store.box().command("ip", "link", "delete", WireGuard.INTERFACE).run();
    store.edge().run();
    mesh.await(store + " has a tunnel again", () -> WireGuard.publicKey(store.box()).isPresent());
    mesh.awaitAttached();
  }
}
