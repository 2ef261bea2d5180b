package io.filigree.controlplane.relay;

import io.filigree.controlplane.access.Access;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.api.Changes;
import io.filigree.controlplane.api.ETag;
import io.filigree.controlplane.api.Page;
import io.filigree.controlplane.api.PageQuery;
import io.filigree.controlplane.mesh.MeshProblem;
import io.filigree.controlplane.mesh.Meshes;
import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.controlplane.problem.ProblemException;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.net.Endpoint;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/meshes/{mesh}/relays}. */
@Tag(
    name = "Relays",
    description =
        "WireGuard peers of every site, at public places; they stand in the signed mesh record."
            + " Relays come by joining with a token of kind relay, or are added here")
@RestController
@RequestMapping("/api/v1/meshes/{mesh}/relays")
class RelayController {

  private final Relays relays;
  private final Meshes meshes;
  private final Changes changes;

  RelayController(Relays relays, Meshes meshes, Changes changes) {
    this.relays = relays;
    this.meshes = meshes;
    this.changes = changes;
  }

  @Operation(
      summary = "Add a relay by its public keys",
      description =
          "It gets the next free tunnel address and stands in the mesh record of a new epoch. A relay"
              + " that joins with a token does the same by itself.")
  @ApiResponse(responseCode = "201", description = "In the mesh record")
  @ApiResponse(
      responseCode = "409",
      description = "name-taken, identity-key-taken, key-taken, too-many-relays, pool-exhausted")
  @Access(Role.OPERATOR)
  @PostMapping
  ResponseEntity<RelayAnswer> add(
      @PathVariable String mesh,
      @RequestBody RelayRequest request,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    NewRelay wish = request.read();
    MeshId id = idOf(mesh);
    RegisteredRelay added = changes.run(dryRun, () -> admitted(relays.add(id, wish), wish));
    return ResponseEntity.status(HttpStatus.CREATED)
        .location(URI.create("/api/v1/meshes/%s/relays/%s".formatted(mesh, added.relay().name())))
        .eTag(ETag.ofVersion(added.version()).text())
        .body(RelayAnswer.of(added));
  }

  @Operation(summary = "List relays by name")
  @Access(Role.VIEWER)
  @GetMapping
  Page<RelayAnswer> list(
      @PathVariable String mesh,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    PageQuery page = PageQuery.of(limit, cursor);
    return Page.of(
            relays.list(idOf(mesh), page.after().orElse(""), page.fetch()),
            page,
            relay -> relay.relay().name().text())
        .map(RelayAnswer::of);
  }

  @Operation(summary = "Look at a relay")
  @Access(Role.VIEWER)
  @GetMapping("/{relay}")
  ResponseEntity<RelayAnswer> get(@PathVariable String mesh, @PathVariable String relay) {
    return shown(relays.find(idOf(mesh), relay).orElseThrow(RelayController::unknown));
  }

  @Operation(
      summary = "Change where a relay listens",
      description = "The changed mesh record is signed as a new epoch and reaches every edge.")
  @ApiResponse(responseCode = "200", description = "As it is now")
  @ApiResponse(responseCode = "412", description = "precondition-failed")
  @Access(Role.OPERATOR)
  @PatchMapping("/{relay}")
  ResponseEntity<RelayAnswer> change(
      @PathVariable String mesh,
      @PathVariable String relay,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody RelayPatch patch,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    List<Endpoint> endpoints = patch.read();
    MeshId id = idOf(mesh);
    return changes.run(dryRun, () -> answer(relays.change(id, relay, endpoints, expect(ifMatch))));
  }

  @Operation(
      summary = "Remove a relay and free its name and address",
      description =
          "It is not in the mesh record of the next epoch; its key may still read the feed for 90"
              + " days.")
  @ApiResponse(responseCode = "204", description = "Gone")
  @ApiResponse(responseCode = "412", description = "precondition-failed")
  @Access(Role.OPERATOR)
  @DeleteMapping("/{relay}")
  ResponseEntity<RelayAnswer> remove(
      @PathVariable String mesh,
      @PathVariable String relay,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    MeshId id = idOf(mesh);
    return changes.run(dryRun, () -> answer(relays.remove(id, relay, expect(ifMatch))));
  }

  /** Refusals are thrown, and so roll back. */
  private static RegisteredRelay admitted(RelayAdmission admission, NewRelay wish) {
    return switch (admission) {
      case RelayAdmission.Admitted(var relay) -> relay;
      case RelayAdmission.Refused refused ->
          throw RelayRefusal.of(refused, wish.name()).exception();
    };
  }

  private static ResponseEntity<RelayAnswer> answer(RelayOutcome outcome) {
    return switch (outcome) {
      case RelayOutcome.Changed(var relay) -> shown(relay);
      case RelayOutcome.Removed() -> ResponseEntity.noContent().build();
      case RelayOutcome.Unknown() -> throw unknown();
    };
  }

  private static ResponseEntity<RelayAnswer> shown(RegisteredRelay relay) {
    return ResponseEntity.ok()
        .eTag(ETag.ofVersion(relay.version()).text())
        .body(RelayAnswer.of(relay));
  }

  private static LongConsumer expect(@Nullable String ifMatch) {
    return version -> ETag.ofVersion(version).requireMatch(ifMatch);
  }

  private MeshId idOf(String mesh) {
    return meshes.find(mesh).orElseThrow(MeshProblem::unknown).id();
  }

  private static ProblemException unknown() {
    return Problem.of(CommonProblem.NOT_FOUND, "There is no relay of this name in the mesh.")
        .exception();
  }
}
