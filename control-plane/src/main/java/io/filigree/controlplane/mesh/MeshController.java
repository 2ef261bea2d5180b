package io.filigree.controlplane.mesh;

import io.filigree.controlplane.access.Access;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.api.Changes;
import io.filigree.controlplane.api.ETag;
import io.filigree.controlplane.api.Page;
import io.filigree.controlplane.api.PageQuery;
import io.filigree.controlplane.plan.AddressPlan;
import io.filigree.controlplane.problem.Problem;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/meshes}. */
@Tag(
    name = "Meshes",
    description = "Networks of sites, each with one address plan and one trust root")
@RestController
@RequestMapping(MeshController.PATH)
class MeshController {

  static final String PATH = "/api/v1/meshes";

  private final Meshes meshes;
  private final AddressPlan plan;
  private final Changes changes;
  private final Origin origin;

  MeshController(Meshes meshes, AddressPlan plan, Changes changes, ObjectProvider<Origin> origin) {
    this.meshes = meshes;
    this.plan = plan;
    this.changes = changes;
    this.origin = origin.getIfAvailable(() -> Origin.UNKNOWN);
  }

  @Operation(
      summary = "Make a mesh; its recovery key is in this answer only",
      description =
          "The mesh starts with an empty, signed roster. In coordinator mode the roster key lies"
              + " sealed in the database: a stolen database or backup cannot betray the mesh, a"
              + " taken-over coordinator can.")
  @ApiResponse(responseCode = "201", description = "Made")
  @ApiResponse(responseCode = "409", description = "mesh-name-taken")
  @Access(Role.ADMIN)
  @PostMapping
  ResponseEntity<MeshAnswer> create(
      @RequestBody MeshRequest request, @RequestParam(defaultValue = "false") boolean dryRun) {
    NewMesh wish = request.read(origin);
    return changes.run(dryRun, () -> answer(meshes.create(wish), dryRun));
  }

  @Operation(summary = "List meshes by name")
  @Access(Role.VIEWER)
  @GetMapping
  Page<MeshAnswer> list(
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    PageQuery page = PageQuery.of(limit, cursor);
    return Page.of(
            meshes.list(page.after().orElse(""), page.fetch()), page, mesh -> mesh.name().text())
        .map(mesh -> MeshAnswer.of(mesh, plan.pools(mesh.id())));
  }

  @Operation(summary = "Look at a mesh")
  @Access(Role.VIEWER)
  @GetMapping("/{mesh}")
  ResponseEntity<MeshAnswer> get(@PathVariable String mesh) {
    return shown(meshes.find(mesh).orElseThrow(MeshProblem::unknown));
  }

  @Operation(
      summary = "Change links, URLs or pins",
      description = "The changed mesh record is signed as a new epoch and reaches every edge.")
  @ApiResponse(responseCode = "200", description = "As it is now")
  @ApiResponse(responseCode = "412", description = "precondition-failed")
  @Access(Role.OPERATOR)
  @PatchMapping("/{mesh}")
  ResponseEntity<MeshAnswer> change(
      @PathVariable String mesh,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody MeshPatch patch,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    MeshEdit edit = patch.read();
    Mesh meant = meshes.find(mesh).orElseThrow(MeshProblem::unknown);
    return changes.run(
        dryRun,
        () ->
            answer(
                meshes.change(
                    meant.id(), edit, version -> ETag.ofVersion(version).requireMatch(ifMatch)),
                dryRun));
  }

  /** Refusals are thrown, and so roll back. */
  private ResponseEntity<MeshAnswer> answer(MeshOutcome outcome, boolean dryRun) {
    return switch (outcome) {
      case MeshOutcome.Created(var mesh, var recovery) ->
          created(mesh, recovery.filter(_ -> !dryRun));
      case MeshOutcome.Changed(var mesh) -> shown(mesh);
      case MeshOutcome.NameTaken(var name) ->
          throw Problem.of(MeshProblem.MESH_NAME_TAKEN, "There is a mesh " + name + " already.")
              .exception();
    };
  }

  /** The recovery key of a mesh that a dry run did not make is not shown. */
  private ResponseEntity<MeshAnswer> created(Mesh mesh, Optional<Ed25519PrivateKey> recovery) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .location(URI.create(PATH + "/" + mesh.name()))
        .eTag(ETag.ofVersion(mesh.version()).text())
        .cacheControl(CacheControl.noStore())
        .body(MeshAnswer.of(mesh, plan.pools(mesh.id()), recovery));
  }

  private ResponseEntity<MeshAnswer> shown(Mesh mesh) {
    return ResponseEntity.ok()
        .eTag(ETag.ofVersion(mesh.version()).text())
        .body(MeshAnswer.of(mesh, plan.pools(mesh.id())));
  }
}
