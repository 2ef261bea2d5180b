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
 * @param anew whether entries were let go, so that only a snapshot of everything will do
 * @param problem why the last write failed; empty when it did not
 * @param pause how long to wait after the next failure, in milliseconds
 */
public record Disk(
    List<Memory> waiting,
    long writeBy,
    Optional<PeerList> saving,
    int sent,
    boolean anew,
    Optional<String> problem,
    long pause) {

  /** Changes of facts reach the disk within 60 s: SD cards wear. */
  static final long LAZY = 60_000;

  static final long RETRY = 5_000;

  /** Each try on a full disk writes what still fits, and wears the card for nothing. */
  private static final long LONGEST_RETRY = 60_000;

  /** A disk may be full for days, and everything is in the snapshot anyway. */
  private static final int MOST_WAITING = 64;

  public Disk {
    waiting = List.copyOf(waiting);
  }

  static Disk idle() {
    return new Disk(List.of(), Long.MAX_VALUE, Optional.empty(), 0, false, Optional.empty(), RETRY);
  }

  Disk add(Memory entry, boolean atOnce, Now now) {
    boolean backingOff = problem.isPresent() && saving.isEmpty();
    boolean tooMany = backingOff && waiting.size() >= MOST_WAITING;
    List<Memory> more = new ArrayList<>(tooMany ? List.of() : waiting);
    more.add(entry);
    long by = now.millis() + (atOnce ? 0 : LAZY);
    long at = backingOff ? writeBy : Math.min(writeBy, by);
    return new Disk(more, at, saving, sent, anew || tooMany, problem, pause);
  }

  boolean due(Now now) {
    return saving.isEmpty() && !waiting.isEmpty() && now.millis() >= writeBy;
  }

  long nextAt() {
    return saving.isEmpty() && !waiting.isEmpty() ? writeBy : Long.MAX_VALUE;
  }

  /** What waits may not wait any longer. */
  Disk hurry(Now now) {
    return new Disk(waiting, Math.min(writeBy, now.millis()), saving, sent, anew, problem, pause);
  }

  Disk writing(PeerList whole) {
    return new Disk(
        waiting, Long.MAX_VALUE, Optional.of(whole), waiting.size(), anew, problem, pause);
  }

  Disk written() {
    List<Memory> rest = waiting.subList(sent, waiting.size());
    return new Disk(rest, writeBy, Optional.empty(), 0, false, Optional.empty(), RETRY);
  }

  Disk failed(String why, Now now) {
    return new Disk(
        waiting,
        now.millis() + pause,
        Optional.empty(),
        0,
        anew,
        Optional.of(why),
        Math.min(LONGEST_RETRY, 2 * pause));
  }
}
