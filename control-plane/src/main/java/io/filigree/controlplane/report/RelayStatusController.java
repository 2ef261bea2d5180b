package io.filigree.controlplane.report;

import io.filigree.controlplane.access.Access;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/meshes/{mesh}/relays/{relay}/status}: a relay's health, for operators. */
@Tag(name = "Relays")
@RestController
class RelayStatusController {

  private final RelayStatusTable table;

  RelayStatusController(RelayStatusTable table) {
    this.table = table;
  }

  @Operation(summary = "See how a relay is")
  @GetMapping("/api/v1/meshes/{mesh}/relays/{relay}/status")
  @Access(Role.VIEWER)
  RelayStatus get(@PathVariable String mesh, @PathVariable String relay) {
    return table
        .find(mesh, relay)
        .orElseThrow(() ->
            Problem.of(CommonProblem.NOT_FOUND, "There is no relay of this name in the mesh.")
                .exception());
  }
}
