package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.relay.RelayProcess;
import java.util.ArrayList;
import java.util.List;

/** The relay is killed and started again at once, its state file kept. */
final class Restarts implements Act {

  private static final int RUNS = 10;

  @Override
  public String name() {
    return "restarts";
  }

  @Override
  public void measure(Figures figures) {
    List<Double> gaps = new ArrayList<>();
    List<Double> lost = new ArrayList<>();
    try (RelayedPair pair = RelayedPair.open()) {
      RelayProcess relay = pair.stage().relay();
      relay.stop(); // leaves its class archive, as any run but the first has one
      relay.start();
      for (int run = 0; run < RUNS; run++) {
        pair.meet();
        Pause.millis(1500); // the file is written once a second
        ProbeReport report = pair.under(() -> killAndStart(relay), 3000);
        gaps.add(report.excessGap() / 1e3);
        lost.add((double) report.lost());
      }
    }
    figures.add("relay_restart_gap", Figures.median(gaps), "s", Bar.atMost(0.5));
    figures.add("relay_restart_gap_worst", Figures.worst(gaps), "s", Bar.none());
    figures.add("relay_restart_lost", Figures.median(lost), "packets", Bar.none());
  }

  private static void killAndStart(RelayProcess relay) {
    relay.kill();
    relay.startAgain();
  }
}
