package io.filigree.controlplane.access;

import io.filigree.controlplane.api.Changes;
import io.filigree.controlplane.api.ETag;
import io.filigree.controlplane.api.Page;
import io.filigree.controlplane.api.PageQuery;
import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.security.Principal;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
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

/** {@code /api/v1/tokens}. */
@Tag(name = "Tokens", description = "Who may use this API")
@RestController
@RequestMapping(TokenController.PATH)
class TokenController {
  static final String PATH = "/api/v1/tokens";

  private final OperatorTokens tokens;
  private final TokenStore store;
  private final Changes changes;
  private final InstantSource clock;

  TokenController(OperatorTokens tokens, TokenStore store, Changes changes, InstantSource clock) {
    this.tokens = tokens;
    this.store = store;
    this.changes = changes;
    this.clock = clock;
  }

  @Operation(summary = "Make a token; its secret is in this answer only")
  @Access(Role.ADMIN)
  @PostMapping
  ResponseEntity<TokenAnswer> make(
      @Valid @RequestBody TokenRequest request,
      @RequestParam(defaultValue = "false") boolean dryRun,
      Principal author) {
    request.violations(clock.instant()).throwIfAny();
    return changes.run(dryRun, () -> answer(tokens.make(request, author.getName()), dryRun));
  }

  @Operation(summary = "List tokens, without their secrets")
  @Access(Role.ADMIN)
  @GetMapping
  Page<TokenAnswer> list(
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    PageQuery page = PageQuery.of(limit, cursor);
    return Page.of(store.list(page), page, TokenRow::id).map(TokenAnswer::of);
  }

  @Operation(summary = "Look at one token")
  @Access(Role.ADMIN)
  @GetMapping("/{id}")
  ResponseEntity<TokenAnswer> get(@PathVariable String id) {
    return answer(
        store
            .find(id)
            .<TokenOutcome>map(TokenOutcome.Changed::new)
            .orElseGet(TokenOutcome.Missing::new),
        false);
  }

  @Operation(summary = "Rename a token")
  @Access(Role.ADMIN)
  @PatchMapping("/{id}")
  ResponseEntity<TokenAnswer> rename(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody NameRequest request,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    request.violations().throwIfAny();
    return changes.run(dryRun, () -> answer(tokens.rename(id, ifMatch, request.name()), dryRun));
  }

  @Operation(summary = "Revoke a token; it stays in the list")
  @Access(Role.ADMIN)
  @DeleteMapping("/{id}")
  ResponseEntity<TokenAnswer> revoke(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    return changes.run(dryRun, () -> answer(tokens.revoke(id, ifMatch), dryRun));
  }

  /** Refusals are thrown, and so roll back. */
  private static ResponseEntity<TokenAnswer> answer(TokenOutcome outcome, boolean dryRun) {
    return switch (outcome) {
      case TokenOutcome.Made made -> made(made, dryRun);
      case TokenOutcome.Changed(TokenRow row) ->
          ResponseEntity.ok().eTag(ETag.ofVersion(row.version()).text()).body(TokenAnswer.of(row));
      case TokenOutcome.Missing() ->
          throw Problem.of(CommonProblem.NOT_FOUND, "No token has this id.").exception();
      case TokenOutcome.MeshUnknown() ->
          throw Problem.invalid("mesh", "is not the name of a mesh here").exception();
      case TokenOutcome.BootstrapSpent() ->
          throw Problem.of(
                  AccessProblem.BOOTSTRAP_TOKEN_SPENT, "Somebody else was first; ask them.")
              .exception();
      case TokenOutcome.LastAdmin() ->
          throw Problem.of(
                  AccessProblem.LAST_ADMIN_TOKEN, "Make another admin token for all meshes first.")
              .exception();
    };
  }

  /** The secret of a token that a dry run did not make is not shown. */
  private static ResponseEntity<TokenAnswer> made(TokenOutcome.Made made, boolean dryRun) {
    TokenRow row = made.row();
    Optional<String> secret = Optional.of(made.credential().text()).filter(_ -> !dryRun);
    return ResponseEntity.status(HttpStatus.CREATED)
        .location(URI.create(PATH + "/" + row.id()))
        .eTag(ETag.ofVersion(row.version()).text())
        .cacheControl(CacheControl.noStore())
        .body(TokenAnswer.of(row, secret));
  }
}
