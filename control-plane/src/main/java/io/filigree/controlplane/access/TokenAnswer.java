package io.filigree.controlplane.access;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * An operator token.
 *
 * @param id its public half
 * @param token the token itself; only in the answer that made it
 * @param mesh the one mesh it is good for; absent for all
 * @param createdBy id of the token that made it, or {@code bootstrap}
 * @param lastUsedAt to the minute
 */
@Schema(name = "Token")
record TokenAnswer(
    String id,
    Optional<String> token,
    String name,
    Role role,
    Optional<String> mesh,
    String createdBy,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    Optional<Instant> lastUsedAt) {

  static TokenAnswer of(TokenRow row) {
    return of(row, Optional.empty());
  }

  static TokenAnswer of(TokenRow row, Optional<String> token) {
    return new TokenAnswer(
        row.id(),
        token,
        row.name(),
        row.role(),
        row.mesh(),
        row.createdBy(),
        row.createdAt(),
        row.expiresAt(),
        row.revokedAt(),
        row.lastUsedAt());
  }
}
