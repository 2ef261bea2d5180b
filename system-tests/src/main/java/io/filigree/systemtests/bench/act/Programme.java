package io.filigree.systemtests.bench.act;

import io.filigree.systemtests.lab.Requirements;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * All acts of one benchmark, and which of them {@code --only} chooses.
 *
 * @param bench the name of the benchmark
 * @param acts in the order in which they are played; long ones that run beside others last
 */
public record Programme(String bench, List<Act> acts) {

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final String ONLY = "--only";

  public Programme {
    acts = List.copyOf(acts);
  }

  /** Why these options cannot be run on this machine, in one line. */
  public Optional<String> refusal(List<String> options) {
    return unusable(options).or(Requirements::check);
  }

  Optional<String> unusable(List<String> options) {
    if (options.isEmpty()) {
      return Optional.empty();
    }
    if (options.size() != 2 || !options.getFirst().equals(ONLY)) {
      return Optional.of("bench " + bench + " takes nothing, or " + ONLY + " ACT,...");
    }
    List<String> known = acts.stream().map(Act::name).toList();
    return names(options).stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name -> "no act " + name + "; there are: " + String.join(", ", known));
  }

  private static List<String> names(List<String> options) {
    return Arrays.asList(options.getLast().split(","));
  }

  /** Plays the acts; 0 if every bar is met, else 1. */
  public int run(List<String> options, PrintStream out) {
    Thread.ofPlatform().daemon().name("limit").start(() -> endAfterLimit(out));
    return new Performance(chosen(options), out).play();
  }

  List<Act> chosen(List<String> options) {
    return acts.stream()
        .filter(act -> options.isEmpty() ? !act.takesLong() : names(options).contains(act.name()))
        .toList();
  }

  private static void endAfterLimit(PrintStream out) {
    LockSupport.parkNanos(LIMIT.toNanos());
    out.println("  not done after " + LIMIT.toMinutes() + " minutes: ended");
    System.exit(1); // the labs' shutdown hooks clean up
  }
}
