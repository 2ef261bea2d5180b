package io.filigree.controlplane.report;

import io.filigree.controlplane.access.Access;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.api.Page;
import io.filigree.controlplane.api.PageQuery;
import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/meshes/{mesh}/status}: every site's health, for operators. */
@Tag(name = "Sites")
@RestController
class SiteStatusController {

  private final SiteStatusTable table;

  SiteStatusController(SiteStatusTable table) {
    this.table = table;
  }

  @Operation(summary = "See how every site is")
  @GetMapping("/api/v1/meshes/{mesh}/status")
  @Access(Role.VIEWER)
  Page<SiteStatus> list(
      @PathVariable String mesh,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    PageQuery query = PageQuery.of(limit, cursor);
    if (!table.hasMesh(mesh)) {
      throw Problem.of(CommonProblem.NOT_FOUND, "There is no such mesh.").exception();
    }
    return Page.of(table.page(mesh, query), query, SiteStatus::name);
  }
}
