package io.filigree.edge.agent;

/**
 * Traffic with a peer that goes both ways. Times are in milliseconds.
 *
 * @param since since when there is some; {@code Long.MAX_VALUE} while there was none
 * @param bytes bytes since then
 * @param at when there was last
 */
record Talk(long since, long bytes, long at) {

  /** Traffic that pauses for longer starts anew. */
  private static final long PAUSE = 800;

  static Talk none() {
    return new Talk(Long.MAX_VALUE, 0, Long.MIN_VALUE);
  }

  /** Something came, and in that time so much went both ways together. */
  Talk and(long moved, boolean bothWays, Now now) {
    if (!bothWays) {
      return new Talk(since, bytes + moved, at);
    }
    boolean goesOn = at >= now.millis() - PAUSE;
    return new Talk(goesOn ? since : now.millis(), goesOn ? bytes + moved : 0, now.millis());
  }
}
