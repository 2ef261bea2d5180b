package io.filigree.controlplane.problem;

import java.io.IOException;

/** Ends the reading of a body that goes over its limit, wherever it is being read. */
public final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int limit;

  /**
   * @param limit in bytes
   */
  public BodyTooLargeException(int limit) {
    super("the body has more than " + limit + " bytes");
    this.limit = limit;
  }

  /** The answer 413. */
  public Problem problem() {
    return Problem.of(CommonProblem.BODY_TOO_LARGE, "A body here has at most " + limit + " bytes.");
  }
}
