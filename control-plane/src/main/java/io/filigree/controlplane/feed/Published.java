package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A state together with the bodies made from it: one per place an edge may stand at, shared by all
 * that stand there. The bodies die with the state.
 */
final class Published {

  /**
   * What is kept of one state's bodies, in bytes; a body beyond it is made again when asked for.
   */
  private static final long MOST_BYTES_KEPT = 32L << 20;

  private static final long NOWHERE = -1;

  private final FeedState state;
  private final Map<Key, FeedBody> bodies = new ConcurrentHashMap<>();
  private final AtomicLong bytesKept = new AtomicLong();

  Published(FeedState state) {
    this.state = state;
  }

  FeedState state() {
    return state;
  }

  /** Whether a reader who stands there has everything, as far as this state knows. */
  boolean isCurrent(Optional<Cursor> since) {
    return !state.isServed() || since.filter(state.cursor()::equals).isPresent();
  }

  /** The full list, or only what changed for one who stands at a known cursor. */
  FeedBody body(Optional<Cursor> since, boolean gzip) {
    Optional<Cursor> known = since.filter(state::knows);
    Key key = new Key(known.map(cursor -> cursor.revision().value()).orElse(NOWHERE), gzip);
    FeedBody kept = bodies.get(key);
    return kept != null ? kept : make(key, known);
  }

  private synchronized FeedBody make(Key key, Optional<Cursor> known) {
    FeedBody kept = bodies.get(key);
    if (kept != null) {
      return kept;
    }
    byte[] json =
        known.map(state::delta).orElseGet(state::full).toJson().getBytes(StandardCharsets.UTF_8);
    FeedBody body = key.gzip() ? FeedBody.smallest(json) : FeedBody.plain(json);
    if (bytesKept.addAndGet(body.length()) <= MOST_BYTES_KEPT) {
      bodies.put(key, body);
    } else {
      bytesKept.addAndGet(-body.length());
    }
    return body;
  }

  private record Key(long from, boolean gzip) {}
}
