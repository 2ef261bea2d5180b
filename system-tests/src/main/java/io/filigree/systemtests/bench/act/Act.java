package io.filigree.systemtests.bench.act;

import io.filigree.systemtests.measure.Figures;

/**
 * One thing that the bench measures, in a lab of its own. An act that throws costs its own figures
 * only, and the exit code.
 */
public interface Act {

  /** What {@code --only} calls it: lower case, words joined by dashes. */
  String name();

  /** Whether it is played only when it is named: one bench takes at most 20 minutes. */
  default boolean takesLong() {
    return false;
  }

  /**
   * Starts what runs beside the other acts, and returns at once. All acts begin before the first is
   * measured; only one whose figures need longer than an act may take has anything to do here.
   */
  default void begin() {}

  /** Measures and adds the figures; whatever it made, or {@link #begin} did, is gone afterwards. */
  void measure(Figures figures);
}
