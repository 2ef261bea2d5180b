package io.filigree.controlplane.access;

import io.filigree.controlplane.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What can go wrong with operator tokens. */
enum AccessProblem implements ProblemType {
  BOOTSTRAP_TOKEN_SPENT(HttpStatus.FORBIDDEN, "The bootstrap token has been used"),
  LAST_ADMIN_TOKEN(HttpStatus.CONFLICT, "This is the last way in for an admin");

  private final HttpStatus status;
  private final String title;

  AccessProblem(HttpStatus status, String title) {
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
