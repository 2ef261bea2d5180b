package io.filigree.edge.agent;

import io.filigree.protocol.feed.MeshAnswer;
import java.time.Instant;
import java.util.Optional;

/** What came back from the edge's one question. */
public sealed interface FeedReply {

  /**
   * Something newer.
   *
   * @param inbox the number the inbox stands at
   * @param serverTime the coordinator's clock
   */
  record News(MeshAnswer answer, long inbox, Optional<Instant> serverTime) implements FeedReply {}

  /** Nothing newer in the mesh; the inbox may be. */
  record NothingNew(long inbox, Optional<Instant> serverTime) implements FeedReply {}

  /** No answer, or none that can be used. */
  record Failed(String reason) implements FeedReply {}
}
