package io.filigree.edge.agent;

import java.util.Optional;

/**
 * The page as it was shown last. A page of 5,000 peers takes a while to make and to write, so the
 * more peers there are, the less often it is made.
 *
 * @param page empty before the first
 * @param notBefore when the next one may be made, in milliseconds
 * @param behind whether anything has happened since
 */
record Shown(Optional<StatusPage> page, long notBefore, boolean behind) {

  /** Up to so many peers a page is made whenever anything happens. */
  private static final int FEW = 100;

  static Shown nothing() {
    return new Shown(Optional.empty(), Long.MIN_VALUE, false);
  }

  boolean due(Now now) {
    return now.millis() >= notBefore;
  }

  Shown outdated() {
    return new Shown(page, notBefore, true);
  }

  /** A millisecond a peer keeps the cost below a few percent, however busy the mesh is. */
  Shown with(StatusPage newer, Now now) {
    int peers = newer.peers().size();
    return new Shown(Optional.of(newer), now.millis() + (peers > FEW ? peers : 0), false);
  }

  long nextAt() {
    return behind ? notBefore : Long.MAX_VALUE;
  }
}
