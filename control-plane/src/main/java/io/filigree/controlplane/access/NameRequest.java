package io.filigree.controlplane.access;

import io.filigree.controlplane.api.PlainText;
import io.filigree.controlplane.problem.Violations;
import jakarta.validation.constraints.NotNull;

/**
 * A new name for an operator token.
 *
 * @param name what it is for, up to 100 characters
 */
record NameRequest(@NotNull String name) {
  static final int LONGEST = 100;

  Violations violations() {
    var violations = new Violations();
    PlainText.check(violations, "name", name, LONGEST);
    return violations;
  }
}
