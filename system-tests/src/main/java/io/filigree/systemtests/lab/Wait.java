package io.filigree.systemtests.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a condition, with an end. */
public final class Wait {

  private static final Duration LOOK = Duration.ofMillis(10);

  private Wait() {}

  /** Looks every 10 ms until the condition holds; false if it does not within the limit. */
  public static boolean upTo(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return true;
  }

  /**
   * The seconds until the condition held.
   *
   * @throws IllegalStateException if it does not within the limit
   */
  public static double seconds(String what, Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    if (!upTo(limit, condition)) {
      throw new IllegalStateException(what + ": not within " + limit.toSeconds() + " s");
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
