package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.name.MeshId;
import java.util.Map;
import java.util.Optional;

/**
 * Where meshes are kept. Each call sees one moment of the store: head, log and documents belong
 * together. One contract test holds for every implementation.
 */
interface FeedStore {

  /** Everything about a mesh; empty if there is no such mesh. */
  Optional<Snapshot> snapshot(MeshId mesh);

  /** What changed after a revision; empty if there is no such mesh. */
  Optional<Changes> changesSince(MeshId mesh, Revision since);

  /** Where every mesh stands, in one cheap read: how lost notifications are noticed. */
  Map<MeshId, Cursor> heads();
}
