package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.access.Access;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.api.Changes;
import io.filigree.controlplane.api.ETag;
import io.filigree.controlplane.api.Page;
import io.filigree.controlplane.api.PageQuery;
import io.filigree.controlplane.mesh.Mesh;
import io.filigree.controlplane.mesh.MeshProblem;
import io.filigree.controlplane.mesh.Meshes;
import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.controlplane.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/meshes/{mesh}/join-tokens}. */
@Tag(name = "Join tokens", description = "What lets a site or a relay into a mesh, once by default")
@RestController("joinTokenController")
@RequestMapping("/api/v1/meshes/{mesh}/join-tokens")
class TokenController {

  private final JoinTokens tokens;
  private final Meshes meshes;
  private final Changes changes;

  TokenController(JoinTokens tokens, Meshes meshes, Changes changes) {
    this.tokens = tokens;
    this.meshes = meshes;
    this.changes = changes;
  }

  @Operation(
      summary = "Make a join token; the token itself is in this answer only",
      description =
          "Write it to a file on the new site and run `filigree join --token-file F`. It brings the"
              + " coordinator's address and everything the site needs to trust the mesh.")
  @ApiResponse(responseCode = "201", description = "Made")
  @ApiResponse(responseCode = "409", description = "mesh-without-url")
  @Access(Role.OPERATOR)
  @PostMapping
  ResponseEntity<TokenAnswer> make(
      @PathVariable String mesh,
      @RequestBody TokenRequest request,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    TokenRequest.Read wish = request.read();
    Mesh meant = mesh(mesh);
    if (meant.record().urls().isEmpty()) {
      throw Problem.of(
              EnrolmentProblem.MESH_WITHOUT_URL,
              "A token must say where the coordinator is: PATCH the mesh with its urls first.")
          .exception();
    }
    return changes.run(
        dryRun, () -> made(meant, tokens.make(meant, wish.terms(), wish.lifetime()), dryRun));
  }

  @Operation(summary = "List join tokens, without their secrets")
  @Access(Role.VIEWER)
  @GetMapping
  Page<TokenAnswer> list(
      @PathVariable String mesh,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    PageQuery page = PageQuery.of(limit, cursor);
    return Page.of(
            tokens.list(mesh(mesh).id(), page.after().orElse(""), page.fetch()),
            page,
            IssuedToken::id)
        .map(TokenAnswer::of);
  }

  @Operation(summary = "Look at a join token")
  @Access(Role.VIEWER)
  @GetMapping("/{id}")
  ResponseEntity<TokenAnswer> get(@PathVariable String mesh, @PathVariable String id) {
    return shown(tokens.find(mesh(mesh).id(), id));
  }

  @Operation(summary = "Revoke a join token; it stays in the list")
  @ApiResponse(responseCode = "412", description = "precondition-failed")
  @Access(Role.OPERATOR)
  @DeleteMapping("/{id}")
  ResponseEntity<TokenAnswer> revoke(
      @PathVariable String mesh,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    Mesh meant = mesh(mesh);
    return changes.run(
        dryRun,
        () ->
            shown(
                tokens.revoke(
                    meant.id(), id, version -> ETag.ofVersion(version).requireMatch(ifMatch))));
  }

  private static ResponseEntity<TokenAnswer> shown(Optional<IssuedToken> token) {
    IssuedToken found = token.orElseThrow(TokenController::unknown);
    return ResponseEntity.ok()
        .eTag(ETag.ofVersion(found.version()).text())
        .body(TokenAnswer.of(found));
  }

  /** A token that a dry run did not make is not shown. */
  private static ResponseEntity<TokenAnswer> made(Mesh mesh, JoinTokens.Made made, boolean dryRun) {
    Optional<String> text = dryRun ? Optional.empty() : Optional.of(made.token().toText());
    return ResponseEntity.status(HttpStatus.CREATED)
        .location(
            URI.create(
                "/api/v1/meshes/%s/join-tokens/%s".formatted(mesh.name(), made.issued().id())))
        .eTag(ETag.ofVersion(made.issued().version()).text())
        .cacheControl(CacheControl.noStore())
        .body(TokenAnswer.of(made.issued(), text));
  }

  private Mesh mesh(String name) {
    return meshes.find(name).orElseThrow(MeshProblem::unknown);
  }

  private static ProblemException unknown() {
    return Problem.of(CommonProblem.NOT_FOUND, "There is no join token of this id in the mesh.")
        .exception();
  }
}
