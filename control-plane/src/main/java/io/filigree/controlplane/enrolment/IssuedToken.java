package io.filigree.controlplane.enrolment;

import io.filigree.protocol.name.MeshId;
import java.time.Instant;
import java.util.Optional;

/**
 * A join token as the coordinator remembers it.
 *
 * @param id its public half
 * @param secret the hash of the other
 * @param uses sites or relays that joined with it
 * @param expiresAt nobody new joins after this
 * @param revokedAt when an operator revoked it
 * @param version counts the changes by operators
 */
record IssuedToken(
    String id,
    MeshId mesh,
    TokenSecret secret,
    TokenTerms terms,
    long uses,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> revokedAt,
    long version) {

  boolean isSpent() {
    return terms.singleUse() && uses > 0;
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
