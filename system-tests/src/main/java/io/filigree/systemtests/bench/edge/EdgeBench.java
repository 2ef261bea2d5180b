package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.Requirements;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ./filigree bench edge [--only ACT,...]}: sites with tunnels, in labs on this machine. What
 * do they survive, how fast, and what does it cost a packet?
 */
public final class EdgeBench {

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final String ONLY = "--only";

  private EdgeBench() {}

  /** All acts, in the order in which they are played; long ones that run beside others last. */
  private static List<Act> acts() {
    return List.of(
        new Reboot(),
        new Matrix(),
        new Reconfiguration(),
        new Drift(),
        new Flood(),
        new Scan(),
        new Kills(),
        new DoctorFaults(),
        new QuickStart(),
        new ManyPeers(),
        new Footprint());
  }

  /** Why these options cannot be run on this machine, in one line. */
  public static Optional<String> refusal(List<String> options) {
    List<String> known = acts().stream().map(Act::name).toList();
    return unusable(options, known).or(Requirements::check);
  }

  static Optional<String> unusable(List<String> options, List<String> known) {
    if (options.isEmpty()) {
      return Optional.empty();
    }
    if (options.size() != 2 || !options.getFirst().equals(ONLY)) {
      return Optional.of("bench edge takes nothing, or " + ONLY + " ACT,...");
    }
    return names(options).stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name -> "no act " + name + "; there are: " + String.join(", ", known));
  }

  private static List<String> names(List<String> options) {
    return Arrays.asList(options.getLast().split(","));
  }

  /** Plays the acts; 0 if every bar is met, else 1. */
  public static int run(List<String> options, PrintStream out) {
    Thread.ofPlatform().daemon().name("limit").start(() -> endAfterLimit(out));
    List<Act> chosen =
        acts().stream()
            .filter(act -> options.isEmpty() || names(options).contains(act.name()))
            .toList();
    return new Programme(chosen, out).play();
  }

  private static void endAfterLimit(PrintStream out) {
    LockSupport.parkNanos(LIMIT.toNanos());
    out.println("  not done after " + LIMIT.toMinutes() + " minutes: ended");
    System.exit(1); // the labs' shutdown hooks clean up
  }
}
