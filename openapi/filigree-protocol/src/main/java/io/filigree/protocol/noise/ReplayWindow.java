package io.filigree.protocol.noise;

/** Which counters of a session have come: all above the window are new, all below it are old. */
final class ReplayWindow {

  /** How far behind the highest counter a packet may be. */
  static final int SIZE = 512;

  /** WireGuard's REJECT_AFTER_MESSAGES. */
  private static final long LIMIT = -(1L << 13) - 1;

  // One word more than the window, so that the word being entered can be cleared as a whole.
  private final long[] words = new long[SIZE / Long.SIZE + 1];
  private long highest = -1;

  /** Whether the counter can be a new one. Counters have no sign. */
  boolean admits(long counter) {
    if (Long.compareUnsigned(counter, LIMIT) >= 0) {
      return false;
    }
    if (isNewest(counter)) {
      return true;
    }
    return Long.compareUnsigned(highest - counter, SIZE) < 0
        && (words[word(counter)] & bit(counter)) == 0;
  }

  /** Marks the counter of an authentic packet; true if it is the highest so far. */
  boolean take(long counter) {
    boolean newest = isNewest(counter);
    if (newest) {
      advance(counter);
      highest = counter;
    }
    words[word(counter)] |= bit(counter);
    return newest;
  }

  private boolean isNewest(long counter) {
    return highest == -1 || Long.compareUnsigned(counter, highest) > 0;
  }

  private void advance(long counter) {
    long from = highest == -1 ? -1 : highest >>> 6;
    long steps = Math.min((counter >>> 6) - from, words.length);
    for (long i = 1; i <= steps; i++) {
      words[(int) Long.remainderUnsigned(from + i, words.length)] = 0;
    }
  }

  private int word(long counter) {
    return (int) ((counter >>> 6) % words.length);
  }

  private static long bit(long counter) {
    return 1L << (counter & 63);
  }
}
