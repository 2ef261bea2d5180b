package io.filigree.controlplane.report;

import io.filigree.controlplane.api.Changes;
import io.filigree.controlplane.edgeauth.Caller;
import io.filigree.controlplane.edgeauth.RelaySigner;
import io.filigree.controlplane.edgeauth.Signer;
import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.controlplane.problem.ProblemException;
import io.filigree.controlplane.relay.Announced;
import io.filigree.controlplane.relay.RelayNews;
import io.filigree.controlplane.relay.RelayRefusal;
import io.filigree.controlplane.relay.Relays;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code PUT /edge/v1/relay}. */
@Tag(name = "Edges")
@RestController
class RelayNewsController {

  private final Relays relays;
  private final Changes changes;

  RelayNewsController(Relays relays, Changes changes) {
    this.relays = relays;
    this.changes = changes;
  }

  @Operation(
      summary = "Announce a relay's WireGuard key and endpoints",
      description =
          "For relays only, signed by the relay's identity key. What changed is signed as a new epoch"
              + " and reaches every edge.")
  @ApiResponse(responseCode = "204", description = "The mesh record says so")
  @ApiResponse(responseCode = "409", description = "stale-counter, key-taken")
  @PutMapping("/edge/v1/relay")
  ResponseEntity<Void> put(HttpServletRequest http, @RequestBody RelayNewsRequest body) {
    RelaySigner relay =
        switch (Caller.of(http)) {
          case RelaySigner signer -> signer;
          case Signer _ -> throw notFound("There is nothing here for a site.");
        };
    RelayNews news = body.read();
    return changes.run(false, () -> answer(relays.announce(relay.mesh(), relay.relay(), news)));
  }

  /** Refusals are thrown, and so roll back. */
  private static ResponseEntity<Void> answer(Announced outcome) {
    return switch (outcome) {
      case Announced.Stored() -> ResponseEntity.noContent().build();
      case Announced.Stale(long counter) ->
          throw Problem.of(ReportProblem.STALE_COUNTER, "Go on from the counter that is stored.")
              .with("counter", counter)
              .exception();
      case Announced.WireGuardKeyTaken() -> throw RelayRefusal.wireGuardKeyTaken().exception();
      case Announced.Gone() -> throw notFound("There is nothing here for a relay that is gone.");
    };
  }

  private static ProblemException notFound(String detail) {
    return Problem.of(CommonProblem.NOT_FOUND, detail).exception();
  }
}
