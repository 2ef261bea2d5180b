package io.filigree.edge;

import io.filigree.edge.agent.Now;
import java.time.Instant;

/** The machine's two clocks. */
final class Clock {

  private static final long NANOS = 1_000_000;

  private Clock() {}

  static Now now() {
    return new Now(System.nanoTime() / NANOS, Instant.now());
  }
}
