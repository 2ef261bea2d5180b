package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.name.SiteId;
import java.util.Optional;

/**
 * One edge's question.
 *
 * @param site who asks; at most one question of a site waits at a time
 * @param since where it stands; empty if it has nothing
 * @param inbox the number of its inbox as it knows it; empty if it did not say
 * @param waitMillis how long it may be kept waiting; 0 for not at all
 * @param gzip whether it reads gzip
 * @param reply how to answer it
 */
record Poll(
    SiteId site,
    Optional<Cursor> since,
    Optional<Long> inbox,
    long waitMillis,
    boolean gzip,
    Reply reply) {

  /**
   * Writes the one answer to one question; never blocks, and never throws for a reader that is
   * gone.
   */
  interface Reply {

    /** There is news. */
    void newer(FeedBody body, long inbox);

    /** There is none, or only in the inbox. */
    void nothingNewer(Cursor cursor, long inbox);
  }
}
