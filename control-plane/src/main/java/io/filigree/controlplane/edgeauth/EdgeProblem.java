package io.filigree.controlplane.edgeauth;

import io.filigree.controlplane.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Why a request of an edge is not let in. All are 401: the fix is always to sign otherwise. */
enum EdgeProblem implements ProblemType {
  UNSIGNED("The request is not signed as it must be"),
  BAD_SIGNATURE("The signature does not match the request"),
  UNKNOWN_SIGNER("This key belongs to no site or relay of this mesh"),
  /**
   * Carries {@code serverTime} and {@code nonce}; the request repeated with the nonce is taken
   * once.
   */
  CLOCK_SKEW("The request's date is too far from the coordinator's");

  private final String title;

  EdgeProblem(String title) {
    this.title = title;
  }

  @Override
  public HttpStatus status() {
    return HttpStatus.UNAUTHORIZED;
  }

  @Override
  public String title() {
    return title;
  }
}
