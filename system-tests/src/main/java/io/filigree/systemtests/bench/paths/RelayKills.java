package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.relay.MeshRelay;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import java.util.ArrayList;
import java.util.List;

/** Two stores behind symmetric NAT and two relays: the one in use is killed, ten times. */
final class RelayKills implements Act {

  private static final int RUNS = 10;

  @Override
  public String name() {
    return "relay-kills";
  }

  @Override
  public void measure(Figures figures) {
    List<Double> gaps = new ArrayList<>();
    List<Double> lost = new ArrayList<>();
    try (PathsMesh mesh = PathsMesh.open(2)) {
      Store a = mesh.behind(Kind.SYMMETRIC, "store-a");
      Store b = mesh.behind(Kind.SYMMETRIC, "store-b");
      mesh.awaitAttached();
      mesh.stage().coordinator().kill();
      for (int run = 0; run < RUNS; run++) {
        mesh.await("they reach each other", () -> new Pair(a, b).pods().answered());
        MeshRelay used = mesh.inUse(a, b);
        ProbeReport report = mesh.under(a, b, used::kill, 3_000);
        gaps.add(report.excessGap() / 1e3);
        lost.add((double) report.lost());
        used.start();
        mesh.awaitAttached();
      }
    }
    figures.add("relay_kill_gap", Figures.median(gaps), "s", Bar.atMost(1.3));
    figures.add("relay_kill_gap_worst", Figures.worst(gaps), "s", Bar.none());
    figures.add("relay_kill_lost", Figures.median(lost), "packets", Bar.none());
  }
}
