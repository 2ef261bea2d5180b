package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.name.MeshId;
import java.util.Map;
import java.util.Optional;

/** A store that is away now and then. */
final class FlakyStore implements FeedStore {

  /** What whoever reads an absent database sees. */
  static final class Away extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Away() {
      super("the database is away", null, false, false);
    }
  }

  private final FeedStore store;
  private boolean away;

  FlakyStore(FeedStore store) {
    this.store = store;
  }

  void away(boolean now) {
    away = now;
  }

  private FeedStore reached() {
    if (away) {
      throw new Away();
    }
    return store;
  }

  @Override
  public Optional<Snapshot> snapshot(MeshId mesh) {
    return reached().snapshot(mesh);
  }

  @Override
  public Optional<Changes> changesSince(MeshId mesh, Revision since) {
    return reached().changesSince(mesh, since);
  }

  @Override
  public Map<MeshId, Cursor> heads() {
    return reached().heads();
  }
}
