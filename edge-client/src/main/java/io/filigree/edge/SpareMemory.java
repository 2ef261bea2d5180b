package io.filigree.edge;

/**
 * Gives back what the heap has grown by. The serial collector fills the heap to its limit before it
 * looks at long-lived objects at all, so a start or a full list would be paid for for ever after.
 */
final class SpareMemory {

  /** Growth that is worth a collection, which takes some 50 ms: a quarter of what was needed. */
  private static final int SHARE = 4;

  /** Between two collections, however fast the heap grows, in milliseconds. */
  private static final long PAUSE = 60_000;

  private final Runtime runtime = Runtime.getRuntime();
  private long needed;
  private long notBefore;

  SpareMemory(long now) {
    notBefore = now + PAUSE / 2; // not while everything starts
  }

  /** Called when there is nothing else to do. */
  void tidy(long now) {
    if (now >= notBefore && runtime.totalMemory() > needed + needed / SHARE) {
      System.gc();
      needed = runtime.totalMemory();
      notBefore = now + PAUSE;
    }
  }
}
