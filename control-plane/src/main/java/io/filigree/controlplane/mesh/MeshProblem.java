package io.filigree.controlplane.mesh;

import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.controlplane.problem.ProblemException;
import io.filigree.controlplane.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What can be wrong with a wish about a mesh. */
public enum MeshProblem implements ProblemType {
  MESH_NAME_TAKEN("Another mesh has this name");

  private final String title;

  MeshProblem(String title) {
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

  /** The answer to whoever names a mesh that is not here. */
  public static ProblemException unknown() {
    return Problem.of(CommonProblem.NOT_FOUND, "There is no mesh of this name.").exception();
  }
}
