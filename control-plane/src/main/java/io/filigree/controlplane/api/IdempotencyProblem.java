package io.filigree.controlplane.api;

import io.filigree.controlplane.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What an Idempotency-Key can meet. */
enum IdempotencyProblem implements ProblemType {
  ANSWER_NOT_KEPT(HttpStatus.CONFLICT, "This was done; its answer held a secret and was not kept"),
  REQUEST_STILL_RUNNING(HttpStatus.CONFLICT, "The first request with this key is still running"),
  IDEMPOTENCY_KEY_REUSED(
      HttpStatus.UNPROCESSABLE_CONTENT, "This key came with another request before");

  private final HttpStatus status;
  private final String title;

  IdempotencyProblem(HttpStatus status, String title) {
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
