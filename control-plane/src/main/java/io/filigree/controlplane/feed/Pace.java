package io.filigree.controlplane.feed;

import java.time.Duration;

/**
 * How long the feed of a mesh rests after waking its edges. One change goes out at once. While
 * changes keep coming, the rests double, so that a burst of a thousand changes to a thousand edges
 * becomes a few answers and not a million.
 */
final class Pace {

  private static final Duration FLOOR = Duration.ofMillis(5);
  private static final Duration PER_WOKEN_EDGE = Duration.ofNanos(50_000);
  private static final Duration CEILING = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 4;

  private int doublings;

  /** The rest after waking that many edges. */
  Duration restAfter(int woken) {
    Duration rest = FLOOR.plus(PER_WOKEN_EDGE.multipliedBy(woken)).multipliedBy(1L << doublings);
    return rest.compareTo(CEILING) < 0 ? rest : CEILING;
  }

  /** There was a change while resting. */
  void changesKeepComing() {
    doublings = Math.min(MOST_DOUBLINGS, doublings + 1);
  }

  /** There was none. */
  void quiet() {
    doublings = 0;
  }
}
