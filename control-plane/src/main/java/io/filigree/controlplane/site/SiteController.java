package io.filigree.controlplane.site;

import io.filigree.controlplane.access.Access;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.api.Changes;
import io.filigree.controlplane.api.ETag;
import io.filigree.controlplane.api.Page;
import io.filigree.controlplane.api.PageQuery;
import io.filigree.controlplane.mesh.MeshProblem;
import io.filigree.controlplane.mesh.Meshes;
import io.filigree.controlplane.plan.PlanProblem;
import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.controlplane.problem.ProblemException;
import io.filigree.protocol.name.MeshId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/meshes/{mesh}/sites}. */
@Tag(name = "Sites", description = "Who is in a mesh. Sites come by joining with a token")
@RestController
@RequestMapping("/api/v1/meshes/{mesh}/sites")
class SiteController {

  private final Sites sites;
  private final Meshes meshes;
  private final Changes changes;

  SiteController(Sites sites, Meshes meshes, Changes changes) {
    this.sites = sites;
    this.meshes = meshes;
    this.changes = changes;
  }

  @Operation(summary = "List sites by name")
  @Access(Role.VIEWER)
  @GetMapping
  Page<SiteAnswer> list(
      @PathVariable String mesh,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    PageQuery page = PageQuery.of(limit, cursor);
    return Page.of(
            sites.list(idOf(mesh), page.after().orElse(""), page.fetch()),
            page,
            site -> site.name().text())
        .map(SiteAnswer::of);
  }

  @Operation(summary = "Look at a site")
  @Access(Role.VIEWER)
  @GetMapping("/{site}")
  ResponseEntity<SiteAnswer> get(@PathVariable String mesh, @PathVariable String site) {
    return shown(sites.find(idOf(mesh), site).orElseThrow(SiteController::unknown));
  }

  @Operation(
      summary = "Change labels or ranges of a site",
      description =
          "The changed record is signed as a new epoch and reaches every edge. Routed ranges must"
              + " not overlap any range of another site, guarded ones no routed range.")
  @ApiResponse(responseCode = "200", description = "As it is now")
  @ApiResponse(responseCode = "409", description = "range-overlap: both sites, kinds and ranges")
  @ApiResponse(responseCode = "412", description = "precondition-failed")
  @Access(Role.OPERATOR)
  @PatchMapping("/{site}")
  ResponseEntity<SiteAnswer> change(
      @PathVariable String mesh,
      @PathVariable String site,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody SitePatch patch,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    SiteEdit edit = patch.read();
    MeshId id = idOf(mesh);
    return changes.run(dryRun, () -> answer(sites.change(id, site, edit, expect(ifMatch))));
  }

  @Operation(
      summary = "Remove a site and free its name and ranges",
      description =
          "Every other site drops it within seconds; its key may still read the feed for 90 days.")
  @ApiResponse(responseCode = "204", description = "Gone")
  @ApiResponse(responseCode = "412", description = "precondition-failed")
  @Access(Role.OPERATOR)
  @DeleteMapping("/{site}")
  ResponseEntity<SiteAnswer> delete(
      @PathVariable String mesh,
      @PathVariable String site,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    MeshId id = idOf(mesh);
    return changes.run(dryRun, () -> answer(sites.delete(id, site, expect(ifMatch))));
  }

  /** Refusals are thrown, and so roll back. */
  private static ResponseEntity<SiteAnswer> answer(SiteOutcome outcome) {
    return switch (outcome) {
      case SiteOutcome.Changed(var site) -> shown(site);
      case SiteOutcome.Deleted() -> ResponseEntity.noContent().build();
      case SiteOutcome.Unknown() -> throw unknown();
      case SiteOutcome.Overlapping(var site, var overlaps) ->
          throw PlanProblem.overlapping(site.name(), overlaps).exception();
    };
  }

  private static ResponseEntity<SiteAnswer> shown(Site site) {
    return ResponseEntity.ok()
        .eTag(ETag.ofVersion(site.version()).text())
        .body(SiteAnswer.of(site));
  }

  private static LongConsumer expect(@Nullable String ifMatch) {
    return version -> ETag.ofVersion(version).requireMatch(ifMatch);
  }

  private MeshId idOf(String mesh) {
    return meshes.find(mesh).orElseThrow(MeshProblem::unknown).id();
  }

  private static ProblemException unknown() {
    return Problem.of(CommonProblem.NOT_FOUND, "There is no site of this name in the mesh.")
        .exception();
  }
}
