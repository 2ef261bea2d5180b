package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.system.Cut;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * The direct way between two public stores is cut and mended again, ten times, while the
 * coordinator is dead: over to the relay, and back.
 */
final class Cuts implements Act {

  private static final int RUNS = 10;

  private final List<Double> gaps = new ArrayList<>();
  private final List<Double> lostOnReturn = new ArrayList<>();
  private final List<Double> secondsOnRelay = new ArrayList<>();

  @Override
  public String name() {
    return "cuts";
  }

  @Override
  public void measure(Figures figures) {
    try (PathsMesh mesh = PathsMesh.open(1)) {
      Store a = mesh.open("store-a");
      Store b = mesh.open("store-b");
      mesh.awaitAttached();
      Cut cut = new Cut(a, b);
      mesh.stage().coordinator().kill();
      for (int run = 0; run < RUNS; run++) {
        goAndReturn(mesh, a, b, cut);
      }
    }
    figures.add("cut_gap", Figures.median(gaps), "s", Bar.atMost(1.2));
    figures.add("cut_gap_worst", Figures.worst(gaps), "s", Bar.none());
    figures.add("return_lost", Figures.worst(lostOnReturn), "packets", Bar.exactly(0));
    figures.add("return_after", Figures.median(secondsOnRelay), "s", Bar.none());
  }

  private void goAndReturn(PathsMesh mesh, Store a, Store b, Cut cut) {
    mesh.await(
        "they are direct", () -> new Pair(a, b).pods().answered() && new Pair(a, b).straight());
    ProbeReport gone = mesh.under(a, b, cut::make, 3_000);
    gaps.add(gone.excessGap() / 1e3);
    cut.mend();
    mesh.startProbes(a, b);
    long began = System.nanoTime();
    mesh.await("they are direct again", () -> new Pair(a, b).straight());
    secondsOnRelay.add((System.nanoTime() - began) / 1e9);
    Pause.seconds(2);
    lostOnReturn.add((double) mesh.stage().probes().stop().lost());
  }
}
