package io.filigree.controlplane.report;

import io.filigree.controlplane.edgeauth.Signer;
import io.filigree.controlplane.mesh.MemberProblem;
import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code PUT /edge/v1/facts}. */
@Tag(name = "Edges")
@RestController
class FactsController {

  private final FactsIntake intake;

  FactsController(FactsIntake intake) {
    this.intake = intake;
  }

  @Operation(summary = "Announce the site's signed facts")
  @PutMapping("/edge/v1/facts")
  ResponseEntity<?> put(HttpServletRequest request, @RequestBody FactsRequest body) {
    Signer signer = Signer.of(request);
    try {
      DocumentText document = DocumentText.of(body.facts());
      Signature64 signature = Signature64.parse(body.signature());
      return answer(intake.put(signer, new SignedFacts(document, signature)));
    } catch (MalformedException malformed) {
      return Problem.invalid(malformed.field(), malformed.reason()).toResponse();
    }
  }

  private static ResponseEntity<?> answer(FactsOutcome outcome) {
    return switch (outcome) {
      case FactsOutcome.Stored _ -> ResponseEntity.noContent().build();
      case FactsOutcome.NotItsOwn _ ->
          Problem.of(CommonProblem.NOT_FOUND, "These facts are not about the signer.").toResponse();
      case FactsOutcome.BadSignature _ ->
          Problem.of(ReportProblem.BAD_DOCUMENT_SIGNATURE, "Sign the exact bytes that you send.")
              .toResponse();
      case FactsOutcome.NotListed _ ->
          Problem.of(ReportProblem.NOT_LISTED, "Put them when a roster lists the site.")
              .toResponse();
      case FactsOutcome.KeyTaken _ ->
          Problem.of(MemberProblem.KEY_TAKEN, "Make a new key; the first to announce one has it.")
              .toResponse();
      case FactsOutcome.StaleCounter stale -> stale(stale).toResponse();
    };
  }

  private static Problem stale(FactsOutcome.StaleCounter stale) {
    Problem problem =
        Problem.of(ReportProblem.STALE_COUNTER, "Go on from the counter that is stored.")
            .with("minCounter", stale.minCounter());
    return stale
        .last()
        .map(last ->
            problem
                .with("facts", last.document().text())
                .with("signature", last.signed().signature().text()))
        .orElse(problem);
  }
}
