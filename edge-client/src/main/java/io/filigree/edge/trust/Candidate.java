package io.filigree.edge.trust;

import io.filigree.protocol.record.SiteRecord;
import java.util.Optional;

/**
 * One linked site after it was judged by itself, before it was held against the others.
 *
 * @param record its newest record; empty when that cannot be read
 * @param peer the state it asks for: as offered, or its last good one
 * @param refusal what was refused, if anything was
 */
record Candidate(Optional<SiteRecord> record, Optional<Peer> peer, Optional<Refusal> refusal) {}
