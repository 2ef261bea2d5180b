package io.filigree.systemtests.bench;

import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Archives;
import io.filigree.systemtests.system.Coordinator;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Operator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ./filigree bench feed}: a coordinator on embedded Postgres and a thousand edges without
 * tunnels, waiting over HTTPS with signed polls. How long until the last one holds a change?
 */
final class FeedBench {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int CHANGES = 20;

  private final Coordinator coordinator;
  private final Crowd crowd;
  private final Figures figures;

  private FeedBench(Coordinator coordinator, Crowd crowd, Figures figures) {
    this.coordinator = coordinator;
    this.crowd = crowd;
    this.figures = figures;
  }

  private static void endAfterLimit() {
    LockSupport.parkNanos(LIMIT.toNanos());
    System.out.println("  not done after " + LIMIT.toMinutes() + " minutes: ended");
    System.exit(1); // the shutdown hook ends the coordinator
  }

  /** Runs it all; 0 if every bar is met, else 1. */
  static int run() {
    Thread.ofPlatform().daemon().name("limit").start(FeedBench::endAfterLimit);
    Path data = Archives.root().resolve("data").resolve("bench");
    Folder.delete(data);
    Figures figures = new Figures(System.out);
    try (Coordinator coordinator = Coordinator.start(data, Coordinator.Ports.free())) {
      Runtime.getRuntime().addShutdownHook(new Thread(coordinator::close));
      coordinator.awaitReady();
      Mesh mesh = Operator.first(coordinator).createMesh("bench", coordinator.url("127.0.0.1"));
      new FeedBench(coordinator, Crowd.invited(mesh.reusableToken()), figures).measure();
    }
    return figures.conclude();
  }

  private void measure() {
    figures.add("enrol_rate", crowd.enrol(), "sites/s", Bar.atLeast(100));
    crowd.announce();
    crowd.listen();
    measureChanges();
    figures.add("feed_restart_current", restart(), "s", Bar.atMost(3));
    figures.count("feed_edges", crowd.size(), "edges", Bar.exactly(1000));
    figures.count("feed_errors", crowd.errors(), "answers", Bar.exactly(0));
  }

  private void measureChanges() {
    List<Double> millis = new ArrayList<>();
    crowd.change(); // warms up both ends
    long before = crowd.receivedBytes();
    for (int i = 0; i < CHANGES; i++) {
      millis.add(crowd.change() * 1e3);
    }
    double bytes = (double) (crowd.receivedBytes() - before) / CHANGES / crowd.size();
    figures.add("feed_change_last", Figures.median(millis), "ms", Bar.atMost(250));
    figures.add("feed_change_worst", Figures.worst(millis), "ms", Bar.none());
    figures.add("feed_bytes_per_edge", bytes, "bytes", Bar.atMost(1024));
  }

  // The change made at the moment of readiness reaches only those who have come back: when the last
  // one holds it, all are current.
  private double restart() {
    coordinator.kill();
    coordinator.startAgain();
    coordinator.awaitReady();
    return crowd.changeWhoeverListens();
  }
}
