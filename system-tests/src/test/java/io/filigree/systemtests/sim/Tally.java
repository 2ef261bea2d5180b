package io.filigree.systemtests.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often each kind of thing happened. */
final class Tally {

  private final Map<Happening, Long> counts = new EnumMap<>(Happening.class);

  void count(Happening happening) {
    counts.merge(happening, 1L, Long::sum);
  }

  long of(Happening happening) {
    return counts.getOrDefault(happening, 0L);
  }

  synchronized void add(Tally other) {
    other.counts.forEach((happening, count) -> counts.merge(happening, count, Long::sum));
  }

  /** The kinds that never happened. */
  List<Happening> missing() {
    List<Happening> missing = new ArrayList<>();
    for (Happening happening : Happening.values()) {
      if (of(happening) == 0) {
        missing.add(happening);
      }
    }
    return missing;
  }

  /** One line a kind. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Happening happening : Happening.values()) {
      lines.add("sim_" + happening + ": " + of(happening) + " events");
    }
    return lines;
  }
}
