package io.filigree.edge.agent;

import io.filigree.edge.trust.PeerList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What waits to be written to the journal.
 *
 * @param waiting entries not yet on the disk, oldest first
 * @param writeBy when they must be on their way, in milliseconds
 * @param saving what is being written; empty when nothing is
 * @param sent how many of the waiting entries that covers
 * @param problem why the last write failed; empty when it did not
 */
record Disk(
    List<Memory> waiting,
    long writeBy,
    Optional<PeerList> saving,
    int sent,
    Optional<String> problem) {

  /** Changes of facts reach the disk within 60 s: SD cards wear. */
  static final long LAZY = 60_000;

  static final long RETRY = 5_000;

  Disk {
    waiting = List.copyOf(waiting);
  }

  static Disk idle() {
    return new Disk(List.of(), Long.MAX_VALUE, Optional.empty(), 0, Optional.empty());
  }

  Disk add(Memory entry, boolean atOnce, Now now) {
    List<Memory> more = new ArrayList<>(waiting);
    more.add(entry);
    long by = now.millis() + (atOnce ? 0 : LAZY);
    boolean backingOff = problem.isPresent();
    return new Disk(more, backingOff ? writeBy : Math.min(writeBy, by), saving, sent, problem);
  }

  boolean due(Now now) {
    return saving.isEmpty() && !waiting.isEmpty() && now.millis() >= writeBy;
  }

  long nextAt() {
    return saving.isEmpty() && !waiting.isEmpty() ? writeBy : Long.MAX_VALUE;
  }

  /** What waits may not wait any longer. */
  Disk hurry(Now now) {
    return new Disk(waiting, Math.min(writeBy, now.millis()), saving, sent, problem);
  }

  Disk writing(PeerList whole) {
    return new Disk(waiting, Long.MAX_VALUE, Optional.of(whole), waiting.size(), problem);
  }

  Disk written() {
    List<Memory> rest = waiting.subList(sent, waiting.size());
    return new Disk(rest, writeBy, Optional.empty(), 0, Optional.empty());
  }

  Disk failed(String why, Now now) {
    return new Disk(waiting, now.millis() + RETRY, Optional.empty(), 0, Optional.of(why));
  }
}
