package io.filigree.controlplane.report;

import io.filigree.controlplane.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Why a report is not taken. */
enum ReportProblem implements ProblemType {
  /** Carries what is stored, so that a restored disk catches up and a clone is seen. */
  STALE_COUNTER(HttpStatus.CONFLICT, "A newer document is stored already"),
  NOT_LISTED(HttpStatus.CONFLICT, "The signed roster does not list this site"),
  BAD_DOCUMENT_SIGNATURE(HttpStatus.BAD_REQUEST, "The document's signature does not hold");

  private final HttpStatus status;
  private final String title;

  ReportProblem(HttpStatus status, String title) {
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
