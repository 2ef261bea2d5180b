package io.filigree.controlplane.report;

import io.filigree.controlplane.edgeauth.Signer;
import io.filigree.controlplane.feed.InboxBell;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /edge/v1/inbox}. */
@Tag(name = "Edges")
@RestController
class InboxController {

  private final ObservationTable table;
  private final InboxBell bell;

  InboxController(ObservationTable table, InboxBell bell) {
    this.table = table;
    this.bell = bell;
  }

  /**
   * The few things meant for one site only.
   *
   * @param number of the inbox when it was read; a change during the reading is rung for again
   * @param observed addresses the site was seen from, newest first
   */
  record Inbox(long number, List<ObservedAddress> observed) {}

  @Operation(summary = "Read what is meant for this site only")
  @GetMapping("/edge/v1/inbox")
  ResponseEntity<Inbox> read(HttpServletRequest request) {
    Signer signer = Signer.of(request);
    long number = bell.number(signer.site());
    Inbox inbox = new Inbox(number, table.of(signer.site()));
    return ResponseEntity.ok().header("Filigree-Inbox", Long.toString(number)).body(inbox);
  }
}
