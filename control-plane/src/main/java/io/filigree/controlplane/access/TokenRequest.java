package io.filigree.controlplane.access;

import io.filigree.controlplane.api.PlainText;
import io.filigree.controlplane.problem.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Optional;

/**
 * An operator token to be made.
 *
 * @param name what it is for, up to 100 characters
 * @param role what it may do
 * @param mesh the one mesh it is good for; absent for all
 * @param expiresAt when it dies; absent for never
 */
record TokenRequest(
    @NotNull @Schema(example = "Anna's laptop") String name,
    @NotNull @Schema(example = "admin") Role role,
    Optional<String> mesh,
    Optional<Instant> expiresAt) {

  Violations violations(Instant now) {
    var violations = new Violations();
    PlainText.check(violations, "name", name, NameRequest.LONGEST);
    violations.require(
        expiresAt.map(now::isBefore).orElse(true), "expiresAt", "must be in the future");
    return violations;
  }
}
