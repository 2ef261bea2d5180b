package io.filigree.edge.relay;

import java.util.EnumMap;
import java.util.Map;

/** Counts since the start. */
final class Counters {

  /** A number that can be counted up where it stands. */
  private static final class Tally {
    private long value;
  }

  private final Map<Count, Tally> tallies = new EnumMap<>(Count.class);

  Counters() {
    for (Count what : Count.values()) {
      tallies.put(what, new Tally());
    }
  }

  void add(Count what) {
    add(what, 1);
  }

  void add(Count what, long howMany) {
    Tally tally = tallies.get(what);
    if (tally != null) {
      tally.value += howMany;
    }
  }

  Map<Count, Long> all() {
    Map<Count, Long> all = new EnumMap<>(Count.class);
    tallies.forEach((what, tally) -> all.put(what, tally.value));
    return all;
  }
}
