package io.filigree.controlplane.relay;

import io.filigree.controlplane.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What can be wrong with a wish about a relay. */
enum RelayProblem implements ProblemType {
  TOO_MANY_RELAYS("The mesh has as many relays as a mesh may have");

  private final String title;

  RelayProblem(String title) {
    this.title = title;
  }

  @Override
  public HttpStatus status() {
    return HttpStatus.CONFLICT;
  }

  @Override
  public String title() {
    return title;
  }
}
