package io.filigree.edge;

import io.filigree.edge.agent.LogLine;
import io.filigree.edge.metrics.Opening;
import io.filigree.edge.metrics.RelayMetrics;
import io.filigree.edge.relay.Snapshot;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Opens the metrics' listener, however long its address cannot be had; a failure is said once. */
final class RelayMetricsOpener implements Runnable {

  private static final long LOOK_EVERY = 30;

  private final RelayMetrics metrics;
  private final Supplier<Snapshot> snapshot;
  private final Log log;

  RelayMetricsOpener(RelayMetrics metrics, Supplier<Snapshot> snapshot, Log log) {
    this.metrics = metrics;
    this.snapshot = snapshot;
    this.log = log;
  }

  @Override
  public void run() {
    boolean failed = false;
    Optional<Opening> opening = metrics.keep(Clock.now(), snapshot);
    try {
      while (opening.flatMap(Opening::problem).isPresent()) {
        if (!failed) {
          String reason = opening.get().problem().orElseThrow();
          log.say(LogLine.of("metrics-unavailable", "reason", reason));
        }
        failed = true;
        TimeUnit.SECONDS.sleep(LOOK_EVERY);
        opening = metrics.keep(Clock.now(), snapshot);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (failed) {
      log.say(LogLine.of("metrics-available"));
    }
  }
}
