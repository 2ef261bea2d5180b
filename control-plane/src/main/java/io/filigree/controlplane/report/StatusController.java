package io.filigree.controlplane.report;

import io.filigree.controlplane.edgeauth.Caller;
import io.filigree.controlplane.edgeauth.RelaySigner;
import io.filigree.controlplane.edgeauth.Signer;
import io.filigree.controlplane.problem.Problem;
import io.filigree.protocol.MalformedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalLong;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code PUT /edge/v1/status}. */
@Tag(name = "Edges")
@RestController
class StatusController {

  private final StatusTable sites;
  private final SightingTable sightings;
  private final RelayStatusTable relays;

  StatusController(StatusTable sites, SightingTable sightings, RelayStatusTable relays) {
    this.sites = sites;
    this.sightings = sightings;
    this.relays = relays;
  }

  @Operation(summary = "Report what the site, or the relay, has applied and how its peers are")
  @PutMapping("/edge/v1/status")
  ResponseEntity<?> put(HttpServletRequest request, @RequestBody byte[] body) {
    try {
      StatusReport report = StatusReport.parse(body);
      OptionalLong newer =
          switch (Caller.of(request)) {
            case Signer site -> store(site, report);
            case RelaySigner relay -> relays.store(relay, report);
          };
      return newer.isEmpty()
          ? ResponseEntity.noContent().build()
          : stale(newer.getAsLong()).toResponse();
    } catch (MalformedException malformed) {
      return Problem.invalid(malformed.field(), malformed.reason()).toResponse();
    }
  }

  private OptionalLong store(Signer site, StatusReport report) {
    OptionalLong newer = sites.store(site, report);
    if (newer.isEmpty()) {
      sightings.replace(site, report.seen());
    }
    return newer;
  }

  private static Problem stale(long counter) {
    return Problem.of(ReportProblem.STALE_COUNTER, "Go on from the counter that is stored.")
        .with("counter", counter);
  }
}
