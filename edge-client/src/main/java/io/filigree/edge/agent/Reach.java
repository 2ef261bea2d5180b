package io.filigree.edge.agent;

import java.time.Instant;
import java.util.Optional;

/**
 * How a peer is reached, for a person who asks why.
 *
 * @param relay the relay that passes its packets on; empty unless there is one
 * @param since when that began, as far as this run of the client has seen; empty if it has not
 * @param tried what became of the newest try at a direct way; empty when there was none since one
 *     last worked
 * @param hindrance why it is not reached directly; empty unless a relay is between
 */
public record Reach(
    Path path,
    String relay,
    Optional<Instant> since,
    Optional<Tried> tried,
    Optional<Hindrance> hindrance) {

  /** Reached so, and no more is known. */
  public static Reach by(Path path) {
    return new Reach(path, "", Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Since when is known from before while it is still the same. */
  Reach since(Reach before, Instant now) {
    boolean same = before.path == path && before.relay.equals(relay);
    Optional<Instant> began = same && before.since.isPresent() ? before.since : Optional.of(now);
    return new Reach(path, relay, began, tried, hindrance);
  }

  /**
   * A direct way that was tried.
   *
   * @param endpoint where; empty when that is not known any more
   * @param failures how often in a row it was of no use
   * @param failedAt when it was last; empty while the first try is under way
   * @param nextAt when it may be tried again; empty while it is being tried
   */
  public record Tried(
      String endpoint, int failures, Optional<Instant> failedAt, Optional<Instant> nextAt) {

    /** Whether it is being tried now. */
    public boolean running() {
      return nextAt.isEmpty();
    }
  }
}
