package io.filigree.controlplane.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects everything wrong with one request, so that its author learns it in one answer. */
public final class Violations {
  private final List<Violation> found = new ArrayList<>();

  /** Notes one. */
  public void add(String field, String reason) {
    found.add(new Violation(field, reason));
  }

  /** Notes one unless {@code valid}. */
  public void require(boolean valid, String field, String reason) {
    if (!valid) {
      add(field, reason);
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** What was found, in that order. */
  public List<Violation> list() {
    return List.copyOf(found);
  }

  /** The answer 400, if anything was found. For the edge of controllers only. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw Problem.invalid(found).exception();
    }
  }
}
