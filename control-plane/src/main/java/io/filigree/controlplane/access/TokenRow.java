package io.filigree.controlplane.access;

import java.time.Instant;
import java.util.Optional;

/** An operator token as the database knows it: everything but the secret. */
record TokenRow(
    String id,
    String name,
    Role role,
    Optional<String> mesh,
    String createdBy,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    Optional<Instant> lastUsedAt,
    long version) {

  boolean isLive(Instant now) {
    return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
  }
}
