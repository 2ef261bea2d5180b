package io.filigree.systemtests.demo;

import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Coordinator;
import io.filigree.systemtests.system.Stage;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code demo --check}: every promise about a small mesh, measured once. An act that fails costs
 * its own figures only, and the exit code.
 */
final class DemoCheck {

  private static final Duration LIMIT = Duration.ofMinutes(8);

  private final Figures figures;
  private final PrintStream out;
  private boolean failed;

  private DemoCheck(PrintStream out) {
    this.out = out;
    this.figures = new Figures(out);
  }

  /** Runs all acts; 0 if every bar is met, else 1. */
  static int run(PrintStream out) {
    Thread.ofPlatform().daemon().name("limit").start(() -> endAfterLimit(out));
    DemoCheck check = new DemoCheck(out);
    check.acts();
    int code = check.figures.conclude();
    return check.failed ? 1 : code;
  }

  private static void endAfterLimit(PrintStream out) {
    LockSupport.parkNanos(LIMIT.toNanos());
    out.println("  not done after " + LIMIT.toMinutes() + " minutes: ended");
    System.exit(1); // the lab's shutdown hook cleans up
  }

  private void acts() {
    Instant started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    try (Stage stage = Stage.open(DemoData.wiped(), Coordinator.Ports.usual())) {
      ThreeStores stores = ThreeStores.on(stage);
      act("three stores", () -> stores.measure(figures, started));
      act("a fourth store", () -> new FourthStore(stage, stores).measure(figures));
      act("forward policy", () -> new ForwardDrop(stage).measure(figures));
      act("bad peers", () -> new BadPeers(stage).measure(figures));
      act("enrolment", () -> new Enrolment(stage).measure(figures));
      act("coordinator kills", () -> new CoordinatorKills(stage, stores).measure(figures));
    }
  }

  private void act(String name, Runnable act) {
    try {
      out.println("  -- " + name);
      act.run();
    } catch (RuntimeException e) {
      failed = true;
      out.println("  failed: " + name + ": " + e.getMessage());
    }
  }
}
