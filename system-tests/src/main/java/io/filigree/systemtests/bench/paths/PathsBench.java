package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.edge.Act;
import io.filigree.systemtests.bench.edge.Programme;
import io.filigree.systemtests.lab.Requirements;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ./filigree bench paths [--only ACT,...]}: sites that cannot reach each other directly, and
 * the relay between them. What does the way over it lose, cost and survive?
 */
public final class PathsBench {

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final String ONLY = "--only";

  private PathsBench() {}

  /** In the order in which they are played; the long one runs beside the others and ends last. */
  private static List<Act> acts() {
    return List.of(
        new Restarts(),
        new Amnesia(),
        new Rebinds(),
        new Attacks(),
        new Throughput(),
        new ThousandSites(),
        new SymmetricPair());
  }

  /** Why these options cannot be run on this machine, in one line. */
  public static Optional<String> refusal(List<String> options) {
    return unusable(options).or(Requirements::check);
  }

  static Optional<String> unusable(List<String> options) {
    if (options.isEmpty()) {
      return Optional.empty();
    }
    if (options.size() != 2 || !options.getFirst().equals(ONLY)) {
      return Optional.of("bench paths takes nothing, or " + ONLY + " ACT,...");
    }
    List<String> known = acts().stream().map(Act::name).toList();
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
