package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.name.SiteId;
import java.util.Optional;

/**
 * An edge's question as it arrives at a coordinator.
 *
 * @param site who asks
 * @param since where it stands; empty if it has nothing
 * @param inbox the number of its inbox as it knows it; empty if it did not say
 * @param waitMillis how long it may be kept waiting
 */
public record Question(
    SiteId site, Optional<Cursor> since, Optional<Long> inbox, long waitMillis) {}
