package io.filigree.edge.metrics;

import io.filigree.edge.agent.Stand;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How anybody who follows the feed stands with it: a site or a relay. */
final class FeedMetrics {

  private static final Family APPLIED_REVISION =
      Family.gauge("applied_revision", "Revision of the peer list that is applied.");
  private static final Family APPLIED_EPOCH =
      Family.gauge("applied_epoch", "Epoch of the roster that is applied.");
  private static final Family OFFERED_REVISION =
      Family.gauge("offered_revision", "Revision that the coordinator offered last.");
  private static final Family OFFERED_EPOCH =
      Family.gauge("offered_epoch", "Epoch that the coordinator offered last, refused or not.");
  private static final Family REACHABLE =
      Family.gauge("coordinator_reachable", "1 if the coordinator answered when last asked.");
  private static final Family CONTACT =
      Family.gauge("coordinator_contact_age_seconds", "Time since the coordinator answered.");

  private FeedMetrics() {}

  /** What is in force. */
  static void applied(Exposition out, long revision, long epoch) throws IOException {
    out.begin(APPLIED_REVISION);
    out.sample(APPLIED_REVISION, revision);
    out.begin(APPLIED_EPOCH);
    out.sample(APPLIED_EPOCH, epoch);
  }

  /** What the coordinator offered last; no samples before it answered. */
  static void offered(Exposition out, Optional<Stand> offered) throws IOException {
    out.begin(OFFERED_REVISION);
    if (offered.isPresent()) {
      out.sample(OFFERED_REVISION, offered.get().cursor().revision().value());
    }
    out.begin(OFFERED_EPOCH);
    if (offered.isPresent()) {
      out.sample(OFFERED_EPOCH, offered.get().epoch().value());
    }
  }

  static void contact(Exposition out, boolean reachable, Optional<Instant> lastContact, Instant now)
      throws IOException {
    out.begin(REACHABLE);
    out.sample(REACHABLE, reachable ? 1 : 0);
    out.begin(CONTACT);
    if (lastContact.isPresent()) {
      out.sample(CONTACT, Math.max(0, Duration.between(lastContact.get(), now).toSeconds()));
    }
  }
}
