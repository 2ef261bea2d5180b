package io.filigree.edge.agent;

import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.feed.Cursor;
import java.util.Optional;

/**
 * What this site believes, and how much of it may be acted on: roster and key changes reach the
 * disk before they are applied, so that no cut of power brings an older roster back.
 *
 * @param newest the newest verified peer list
 * @param durable the newest one that may be applied
 * @param lags whether these two differ
 */
public record Knowledge(Optional<PeerList> newest, Optional<PeerList> durable, boolean lags) {

  static Knowledge none() {
    return new Knowledge(Optional.empty(), Optional.empty(), false);
  }

  static Knowledge restored(PeerList list) {
    return new Knowledge(Optional.of(list), Optional.of(list), false);
  }

  /** A newer list; one that only moves endpoints may be applied before it is on the disk. */
  Knowledge learned(PeerList list, boolean diskFirst) {
    boolean wait = diskFirst || lags;
    return new Knowledge(Optional.of(list), wait ? durable : Optional.of(list), wait);
  }

  /** Whether the machine looks the same by both, as far as they may be acted on. */
  boolean configuresLike(Knowledge other) {
    return durable.isPresent()
        && other.durable.isPresent()
        && durable.get().configuresLike(other.durable.get());
  }

  /** This list is on the disk; a newer one may have come meanwhile. */
  Knowledge saved(PeerList list) {
    Cursor written = list.holdings().cursor();
    boolean behind = newest.filter(last -> last.holdings().cursor().equals(written)).isEmpty();
    return lags ? new Knowledge(newest, Optional.of(list), behind) : this;
  }
}
