package io.filigree.edge.agent;

/**
 * When there was last traffic with a peer that is more than what two idle ends send each other to
 * stay warm: keepalives, echoes, a new handshake every two minutes.
 *
 * @param since when the bytes began to be counted, in milliseconds
 * @param bytes so many since then
 * @param at when there was traffic, in milliseconds
 */
record Usage(long since, long bytes, long at) {

  /** In milliseconds. */
  static final long WINDOW = 60_000;

  /** In bytes within a window: idle ends that both probe each other exchange some 1,300. */
  static final long ENOUGH = 4_096;

  static Usage none() {
    return new Usage(Long.MIN_VALUE / 2, 0, Long.MIN_VALUE / 2);
  }

  Usage and(long more, Now now) {
    boolean anew = now.millis() - since > WINDOW;
    long all = anew ? more : bytes + more;
    return new Usage(anew ? now.millis() : since, all, all > ENOUGH ? now.millis() : at);
  }

  /** Whatever was counted: it counts as used now. */
  Usage now(Now now) {
    return new Usage(since, bytes, now.millis());
  }
}
