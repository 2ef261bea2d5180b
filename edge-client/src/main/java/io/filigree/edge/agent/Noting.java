package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen, and how much of it is on the disk. It is written lazily and never more often than
 * once a minute: SD cards wear, and the worst that can be lost is a detour.
 *
 * @param seen what was seen
 * @param saved what the disk holds
 * @param writeAt when to write, in milliseconds
 * @param writing what is being written; empty when nothing is
 * @param problem why the last write failed; empty when it did not
 */
record Noting(
    Seen seen, Seen saved, long writeAt, Optional<Seen> writing, Optional<String> problem) {

  static final long LAZY = 60_000;

  /** A clock that was an hour behind after a reboot would be stepped to within an hour of right. */
  private static final Duration STALE = Duration.ofHours(1);

  /** Less than this is no correction of a clock. */
  private static final Duration CORRECTED = Duration.ofSeconds(10);

  static Noting remembered(Seen seen) {
    return new Noting(seen, seen, Long.MAX_VALUE, Optional.empty(), Optional.empty());
  }

  Noting met(Map<WireGuardPublicKey, Seen.Met> met, Now now) {
    return met.equals(seen.met()) ? this : noting(new Seen(met, seen.talked(), seen.wall()), now);
  }

  /** With these there is a session. That it ended is not worth a write: it costs one nudge. */
  Noting talked(Set<WireGuardPublicKey> live, Now now) {
    if (seen.talked().containsAll(live)) {
      return this;
    }
    Set<WireGuardPublicKey> all = new HashSet<>(seen.talked());
    all.addAll(live);
    return noting(new Seen(seen.met(), all, seen.wall()), now);
  }

  /** Whether what the disk holds of the time of day is neither old nor was wrong. */
  boolean knows(Instant wall) {
    Optional<Instant> before = seen.wall();
    return before.isPresent()
        && wall.isBefore(before.get().plus(STALE))
        && !wall.plus(CORRECTED).isBefore(before.get());
  }

  /** This time of day is right, and with these there is a session: the others are forgotten. */
  Noting rightTime(Instant wall, Set<WireGuardPublicKey> live, Now now) {
    return noting(new Seen(seen.met(), live, Optional.of(wall)), now);
  }

  private Noting noting(Seen newer, Now now) {
    long at = Math.min(writeAt, now.millis() + LAZY);
    return new Noting(newer, saved, at, writing, problem);
  }

  boolean due(Now now) {
    return writing.isEmpty() && !seen.equals(saved) && now.millis() >= writeAt;
  }

  long nextAt() {
    return writing.isEmpty() && !seen.equals(saved) ? writeAt : Long.MAX_VALUE;
  }

  /** What waits may not wait any longer. */
  Noting hurry(Now now) {
    return new Noting(seen, saved, Math.min(writeAt, now.millis()), writing, problem);
  }

  Noting begun() {
    return new Noting(seen, saved, Long.MAX_VALUE, Optional.of(seen), problem);
  }

  Noting noted(Optional<String> why, Now now) {
    Seen held = why.isPresent() ? saved : writing.orElse(saved);
    return new Noting(seen, held, now.millis() + LAZY, Optional.empty(), why);
  }
}
