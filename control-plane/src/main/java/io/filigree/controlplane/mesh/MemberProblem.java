package io.filigree.controlplane.mesh;

import io.filigree.controlplane.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What one site or relay cannot have because another one of the mesh has it. */
public enum MemberProblem implements ProblemType {
  NAME_TAKEN("Another site or relay has this name"),
  IDENTITY_KEY_TAKEN("A site or relay with this identity key is in the mesh already"),
  KEY_TAKEN("This WireGuard key is already in use in the mesh");

  private final String title;

  MemberProblem(String title) {
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
