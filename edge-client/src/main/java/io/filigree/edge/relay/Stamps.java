package io.filigree.edge.relay;

import io.filigree.protocol.noise.Tai64n;
import java.time.Instant;

/**
 * The time stamps of our own initiations. Sites take none that is not later than the last, so ours
 * go on from the last one even where the clock went back.
 */
final class Stamps {

  private Instant wall = Instant.EPOCH;
  private long nanos;
  private Tai64n last = Tai64n.of(Instant.EPOCH);

  void setClock(Instant now, long nowNanos) {
    wall = now;
    nanos = nowNanos;
  }

  Instant wall(long nowNanos) {
    return wall.plusNanos(nowNanos - nanos);
  }

  Tai64n next(long nowNanos) {
    Tai64n now = Tai64n.of(wall(nowNanos));
    last = now.compareTo(last) > 0 ? now : last.next();
    return last;
  }

  Tai64n last() {
    return last;
  }

  /** Those before the restart reached as far as that. */
  void continueAfter(Tai64n before) {
    if (before.compareTo(last) > 0) {
      last = before;
    }
  }
}
