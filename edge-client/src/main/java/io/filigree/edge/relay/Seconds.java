package io.filigree.edge.relay;

/** Spans of time in nanoseconds. */
final class Seconds {

  static final long ONE = 1_000_000_000L;

  private Seconds() {}

  static long of(int seconds) {
    return seconds * ONE;
  }

  static long ofMillis(int millis) {
    return millis * 1_000_000L;
  }
}
