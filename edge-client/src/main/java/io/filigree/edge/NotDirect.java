package io.filigree.edge;

import io.filigree.edge.agent.Hindrance;
import io.filigree.edge.agent.Reach;
import java.time.Duration;
import java.time.Instant;

/** Why a peer is reached through a relay, in words. */
final class NotDirect {

  private NotDirect() {}

  /** Such as {@code 198.18.0.3:51871 was of no use 3 times, last 12 s ago; again in 48 s}. */
  static String text(Hindrance hindrance, Reach reach, Instant now) {
    return switch (hindrance) {
      case NO_USE, NO_HOLE ->
          reach.tried().map(tried -> failed(tried, now)).orElse(hindrance.phrase());
      case TRYING ->
          reach
              .tried()
              .map(tried -> tried.endpoint() + " is being tried")
              .orElse(hindrance.phrase());
      case NO_WAY, OTHER_END, METERED, NO_ROOM, QUIET -> hindrance.phrase();
    };
  }

  private static String failed(Reach.Tried tried, Instant now) {
    String times = tried.failures() == 1 ? "once" : tried.failures() + " times";
    long seconds = tried.nextAt().map(at -> Duration.between(now, at).toSeconds()).orElse(0L);
    return "%s was of no use %s, last %s; again with traffic, in %d s at the earliest"
        .formatted(
            tried.endpoint().isEmpty() ? "its endpoint" : tried.endpoint(),
            times,
            Ago.text(tried.failedAt(), now, "long ago"),
            Math.max(0, seconds));
  }
}
