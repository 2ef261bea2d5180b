package io.filigree.controlplane.problem;

/**
 * Carries a {@link Problem} from a controller to the answer, through an early return's distance.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    // Not an accident: nobody will look at its stack.
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
