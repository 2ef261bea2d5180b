package io.filigree.edge.relay;

/** So many per second on average, and so many at once. */
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double rate;
  private final double burst;
  private double tokens;
  private long filledAt;

  TokenBucket(double perSecond, double burst, long now) {
    this.rate = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = now;
  }

  /** Takes one if there is one. */
  boolean take(long now) {
    fill(now);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** Whether at least half of the most there can be is there. */
  boolean isHalfFull(long now) {
    fill(now);
    return tokens >= burst / 2;
  }

  private void fill(long now) {
    tokens = Math.min(burst, tokens + (now - filledAt) / NANOS_PER_SECOND * rate);
    filledAt = now;
  }
}
