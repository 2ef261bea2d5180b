package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import java.util.ArrayList;
import java.util.List;

/** One side's router forgets its ports while both sides send. */
final class Rebinds implements Act {

  private static final int RUNS = 10;

  @Override
  public String name() {
    return "rebinds";
  }

  @Override
  public void measure(Figures figures) {
    List<Double> gaps = new ArrayList<>();
    List<Double> lost = new ArrayList<>();
    try (RelayedPair pair = RelayedPair.open()) {
      for (int run = 0; run < RUNS; run++) {
        long before = pair.stage().relay().latches();
        ProbeReport report = pair.under(pair.b().router()::rebind, 2500);
        if (pair.stage().relay().latches() == before) {
          throw new IllegalStateException("the router kept its ports");
        }
        gaps.add(report.excessGap() / 1e3);
        lost.add((double) report.lost());
      }
    }
    figures.add("rebind_sender_gap", Figures.median(gaps), "s", Bar.atMost(0.1));
    figures.add("rebind_sender_gap_worst", Figures.worst(gaps), "s", Bar.none());
    figures.add("rebind_sender_lost", Figures.median(lost), "packets", Bar.none());
  }
}
