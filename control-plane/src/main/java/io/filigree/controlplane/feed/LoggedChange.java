package io.filigree.controlplane.feed;

import io.filigree.controlplane.ledger.ChangeKind;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.name.SiteId;
import java.util.Optional;

/**
 * One row of the change log: what changed, never to which value.
 *
 * @param after where the mesh stood after the whole revision
 * @param kind what changed
 * @param site whose it is; present for sites, removals and facts
 */
record LoggedChange(Cursor after, ChangeKind kind, Optional<SiteId> site) {}
