package io.filigree.systemtests.measure;

import java.time.Duration;

/** Bytes by the 10 ms in which they arrived. */
final class TcpWindows {

  private static final long WINDOW = Duration.ofMillis(10).toNanos();

  private final long[] bytes;
  private final long start;

  TcpWindows(long startNanos, Duration longest) {
    start = startNanos;
    bytes = new long[(int) (longest.toNanos() / WINDOW)];
  }

  synchronized void arrived(long nanos, int count) {
    int window = window(nanos);
    if (window < bytes.length) {
      bytes[window] += count;
    }
  }

  private int window(long nanos) {
    return (int) Math.min(bytes.length, (nanos - start) / WINDOW);
  }

  /** The last window has not ended, so it does not count. */
  synchronized TcpReport until(long nanos) {
    int end = window(nanos);
    long total = 0;
    int longest = 0;
    int zero = 0;
    for (int i = 0; i < end; i++) {
      total += bytes[i];
      zero = bytes[i] == 0 ? zero + 1 : 0;
      longest = Math.max(longest, zero);
    }
    return new TcpReport(total, longest * WINDOW / 1_000_000);
  }
}
