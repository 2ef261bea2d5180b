package io.filigree.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long something is past, for a person. */
final class Ago {

  private Ago() {}

  /** Such as {@code 12 s ago}. */
  static String text(Optional<Instant> at, Instant now, String never) {
    if (at.isEmpty()) {
      return never;
    }
    long seconds = Math.max(0, Duration.between(at.get(), now).toSeconds());
    if (seconds < 120) {
      return seconds + " s ago";
    }
    long minutes = seconds / 60;
    return minutes < 120 ? minutes + " min ago" : minutes / 60 + " h ago";
  }
}
