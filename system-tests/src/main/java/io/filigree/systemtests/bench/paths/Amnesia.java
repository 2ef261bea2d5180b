package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.relay.RelayProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The relay is killed and its state file is lost. The sites have no edge client that would notice:
 * they come back by their keepalives, and the pair by WireGuard's own timers.
 */
final class Amnesia implements Act {

  private static final int RUNS = 10;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "amnesia";
  }

  @Override
  public void measure(Figures figures) {
    List<Double> gaps = new ArrayList<>();
    try (RelayedPair pair = RelayedPair.open()) {
      for (int run = 0; run < RUNS; run++) {
        ProbeReport report = pair.under(() -> forgetAndStart(pair), 1000);
        gaps.add(report.excessGap() / 1e3);
        pair.meet();
      }
    }
    figures.add("relay_amnesia_gap", Figures.median(gaps), "s", Bar.atMost(30));
    figures.add("relay_amnesia_gap_worst", Figures.worst(gaps), "s", Bar.none());
  }

  private static void forgetAndStart(RelayedPair pair) {
    RelayProcess relay = pair.stage().relay();
    relay.kill();
    relay.forget();
    relay.startAgain();
    Wait.seconds("the pair is back", LIMIT, () -> pair.a().ping(pair.b()).answered());
  }
}
