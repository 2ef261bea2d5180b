package io.filigree.edge.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The counters of what our firewall table drops. A line is logged when one begins to grow, and not
 * again while it goes on: a flood must not fill the log.
 *
 * @param counters what was seen last, by the words of the rule; empty before the first look
 * @param busyUntil until when a growing counter is no news, in milliseconds
 */
record Drops(Optional<Map<String, Long>> counters, Map<String, Long> busyUntil) {

  /** A scan that pauses for less than this is still the same one. */
  static final long QUIET = 600_000;

  Drops {
    counters = counters.map(Map::copyOf);
    busyUntil = Map.copyOf(busyUntil);
  }

  static Drops unseen() {
    return new Drops(Optional.empty(), Map.of());
  }

  /**
   * What has grown since the last look, out of quiet. What was dropped before we came is no news.
   */
  List<String> begun(Map<String, Long> seen, Now now) {
    List<String> begun = new ArrayList<>();
    for (String rule : grown(seen)) {
      if (busyUntil.getOrDefault(rule, Long.MIN_VALUE) <= now.millis()) {
        begun.add(rule);
      }
    }
    return begun;
  }

  Drops seen(Map<String, Long> seen, Now now) {
    Map<String, Long> busy = new HashMap<>(busyUntil);
    for (String rule : grown(seen)) {
      busy.put(rule, now.millis() + QUIET);
    }
    return new Drops(Optional.of(seen), busy);
  }

  /** A counter below what it was began anew, with its table. */
  private List<String> grown(Map<String, Long> seen) {
    List<String> grown = new ArrayList<>();
    if (counters.isEmpty()) {
      return grown;
    }
    for (Map.Entry<String, Long> counter : seen.entrySet()) {
      long before = counters.get().getOrDefault(counter.getKey(), 0L);
      boolean anew = counter.getValue() < before;
      if (counter.getValue() > (anew ? 0 : before)) {
        grown.add(counter.getKey());
      }
    }
    return grown;
  }
}
