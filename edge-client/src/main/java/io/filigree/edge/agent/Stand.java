package io.filigree.edge.agent;

import io.filigree.edge.trust.Holdings;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.roster.Epoch;

/** Where a peer list stands. */
public record Stand(Cursor cursor, Epoch epoch) {

  public static Stand of(Holdings holdings) {
    return new Stand(holdings.cursor(), holdings.epoch());
  }
}
