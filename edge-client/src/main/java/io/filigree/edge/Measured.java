package io.filigree.edge;

import io.filigree.edge.agent.Quality;
import java.util.Optional;

/** Latency and loss, for a person. */
final class Measured {

  private static final String NOT = "-";
  private static final long TENTH_OF_A_MILLI = 100_000;

  private Measured() {}

  /** Such as {@code 12.3 ms}. */
  static String latency(Optional<Quality> quality) {
    if (quality.flatMap(Quality::median).isEmpty()) {
      return NOT;
    }
    long tenths = quality.get().median().orElseThrow().toNanos() / TENTH_OF_A_MILLI;
    return tenths / 10 + "." + tenths % 10 + " ms";
  }

  /** Such as {@code 5 %}. */
  static String loss(Optional<Quality> quality) {
    return quality.map(of -> Math.ceilDiv(100 * of.lost(), of.asked()) + " %").orElse(NOT);
  }
}
