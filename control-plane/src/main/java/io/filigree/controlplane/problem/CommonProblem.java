package io.filigree.controlplane.problem;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** Problems that any route can answer with. */
public enum CommonProblem implements ProblemType {
  INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid credential is needed"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "This credential does not allow that"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing here"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This method does not work here"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No such representation"),
  PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "It has changed since you read it"),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Bodies are application/json"),
  PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "If-Match is needed"),
  TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something broke here"),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not possible right now; try again");

  private final HttpStatus status;
  private final String title;

  CommonProblem(HttpStatus status, String title) {
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

  /** The problem for a bare status, as frameworks report it. */
  static CommonProblem of(HttpStatusCode status) {
    for (CommonProblem problem : values()) {
      if (problem.status.isSameCodeAs(status)) {
        return problem;
      }
    }
    return status.is4xxClientError() ? INVALID_REQUEST : INTERNAL_ERROR;
  }
}
