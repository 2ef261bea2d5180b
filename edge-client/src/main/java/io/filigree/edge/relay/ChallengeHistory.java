package io.filigree.edge.relay;

/**
 * When a site was last asked to prove itself, and where: one question per 200 ms, and one per 2 s
 * for one place, whatever makes somebody send packets that look like the site's.
 */
final class ChallengeHistory {

  static final long SPACING = Seconds.ofMillis(200);
  static final long SPACING_PER_PLACE = Seconds.of(2);

  /** As many as can be asked for within the spacing per IP. */
  private static final int SIZE = (int) (SPACING_PER_PLACE / SPACING);

  private final boolean wholeIp;
  // most sites are never asked: made at the first time
  private Address[] to = {};
  private long[] at = {};
  private int count;

  /**
   * @param wholeIp whether all ports of an IP are one place
   */
  ChallengeHistory(boolean wholeIp) {
    this.wholeIp = wholeIp;
  }

  boolean allows(Address address, long now) {
    if (count > 0 && now - at[(count - 1) % SIZE] < SPACING) {
      return false;
    }
    for (int i = 0; i < Math.min(count, SIZE); i++) {
      if (now - at[i] < SPACING_PER_PLACE && isOnePlace(to[i], address)) {
        return false;
      }
    }
    return true;
  }

  private boolean isOnePlace(Address a, Address b) {
    return wholeIp ? a.ip().equals(b.ip()) : a.equals(b);
  }

  void asked(Address address, long now) {
    if (count == 0) {
      to = new Address[SIZE];
      at = new long[SIZE];
    }
    to[count % SIZE] = address;
    at[count % SIZE] = now;
    // stays small, and keeps saying that the ring is full
    count = count < 2 * SIZE ? count + 1 : count + 1 - SIZE;
  }

  /** Whether that very address was asked within the last second. */
  boolean isFresh(Address address, long now) {
    for (int i = 0; i < Math.min(count, SIZE); i++) {
      if (now - at[i] < Seconds.ONE && to[i].equals(address)) {
        return true;
      }
    }
    return false;
  }
}
