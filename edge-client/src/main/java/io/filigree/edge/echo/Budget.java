package io.filigree.edge.echo;

/** So many answers a second in total, whoever asks. */
final class Budget {
  private static final long SECOND = 1_000_000_000;

  private final int perSecond;
  private long began;
  private int spent;

  Budget(int perSecond) {
    this.perSecond = perSecond;
    this.began = Long.MIN_VALUE;
  }

  /** Whether one more may be given now; the clock is {@code System.nanoTime}. */
  boolean allows(long nanos) {
    if (began == Long.MIN_VALUE || nanos - began >= SECOND) {
      began = nanos;
      spent = 0;
    }
    return spent++ < perSecond;
  }
}
