package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Why a site or relay does not get in. */
enum EnrolmentProblem implements ProblemType {
  TOKEN_UNKNOWN(HttpStatus.UNAUTHORIZED, "This join token is not known here"),
  TOKEN_EXPIRED(HttpStatus.UNAUTHORIZED, "This join token has expired"),
  TOKEN_SPENT(HttpStatus.CONFLICT, "Another site or relay has joined with this token"),
  TOKEN_NOT_FOR_THIS(HttpStatus.FORBIDDEN, "This join token does not allow that"),
  MESH_WITHOUT_URL(HttpStatus.CONFLICT, "The mesh does not say where its coordinator is");

  private final HttpStatus status;
  private final String title;

  EnrolmentProblem(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public HttpStatus status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
