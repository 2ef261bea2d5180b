package io.filigree.edge.agent;

import io.filigree.edge.trust.Holdings;
import io.filigree.protocol.name.SiteId;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** What the disk holds at start, not yet verified. */
public sealed interface Remembered {

  /** This site has never held a peer list. */
  record Nothing() implements Remembered {}

  /**
   * There was one, and it cannot be read: what runs is left alone until the network brings a new
   * one.
   */
  record Damaged(String reason) implements Remembered {}

  /** The journal, replayed. */
  record Found(
      Holdings holdings,
      SortedMap<SiteId, Optional<Memory.Site>> exceptions,
      Optional<Instant> wall)
      implements Remembered {}
}
