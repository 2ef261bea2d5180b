package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.api.Changes;
import io.filigree.controlplane.edgeauth.EnrollingKey;
import io.filigree.controlplane.edgeauth.Signer;
import io.filigree.controlplane.site.Sites;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How an edge comes and goes. */
@Tag(
    name = "Edges",
    description = "What edge clients ask; every request is signed by the site's identity key")
@RestController
@RequestMapping("/edge/v1")
class JoinController {

  private final JoinTokens tokens;
  private final Enrolment enrolment;
  private final Sites sites;
  private final Room room;
  private final Changes changes;

  JoinController(JoinTokens tokens, Enrolment enrolment, Sites sites, Room room, Changes changes) {
    this.tokens = tokens;
    this.enrolment = enrolment;
    this.sites = sites;
    this.room = room;
    this.changes = changes;
  }

  @Operation(
      summary = "Join a mesh, as a site or as a relay",
      description =
          "Signed by the new identity key itself. Spends the token, gives the site its ranges, or the"
              + " relay its address, and signs the next roster, all or nothing. The same token with"
              + " the same key gets the same answer again. The token says whether it is for a site"
              + " or for a relay.")
  @ApiResponse(
      responseCode = "201",
      description = "The site, or the relay, is in the roster",
      content = @Content(schema = @Schema(oneOf = {JoinAnswer.class, RelayJoinAnswer.class})))
  @ApiResponse(
      responseCode = "400",
      description = "invalid-request: every violation with its field")
  @ApiResponse(responseCode = "401", description = "token-unknown, token-expired")
  @ApiResponse(responseCode = "403", description = "token-not-for-this")
  @ApiResponse(
      responseCode = "409",
      description =
          "token-spent, name-taken, identity-key-taken, key-taken, range-overlap (both owners, kinds"
              + " and ranges), pool-exhausted, too-many-relays")
  @PostMapping("/join")
  ResponseEntity<?> join(@RequestBody JoinRequest request, HttpServletRequest http) {
    EnrollingKey signer = EnrollingKey.of(http);
    JoinRequest.Read read = request.read(signer.key());
    IssuedToken token =
        tokens
            .presented(signer.mesh(), read.credential())
            .orElseThrow(() -> JoinRefusal.unknownToken().exception());
    JoinOutcome.LetIn outcome =
        changes.run(false, () -> letIn(enrolment.join(token, read.wish()), read.wish()));
    return ResponseEntity.status(HttpStatus.CREATED).body(answer(outcome));
  }

  @Operation(
      summary = "Leave the mesh",
      description =
          "Every other site drops it. Its name and ranges stay reserved until an operator deletes"
              + " it.")
  @ApiResponse(responseCode = "204", description = "Not in the roster any more")
  @PostMapping("/leave")
  ResponseEntity<Void> leave(HttpServletRequest http) {
    Signer signer = Signer.of(http);
    return changes.run(
        false,
        () -> {
          sites.leave(signer.mesh(), signer.key());
          return ResponseEntity.noContent().build();
        });
  }

  /** Refusals are thrown, and so roll back. */
  private static JoinOutcome.LetIn letIn(JoinOutcome outcome, Newcomer wish) {
    return switch (outcome) {
      case JoinOutcome.LetIn in -> in;
      case JoinOutcome.Refused refused -> throw JoinRefusal.of(refused, wish).exception();
    };
  }

  private Record answer(JoinOutcome.LetIn outcome) {
    return switch (outcome) {
      case JoinOutcome.RelayIn(var relay) -> RelayJoinAnswer.of(relay);
      case JoinOutcome.Joined(var site) -> JoinAnswer.of(site, room.after(site));
      case JoinOutcome.Repeated(var site) -> JoinAnswer.of(site, room.now(site));
    };
  }
}
