package io.filigree.edge.doctor;

import io.filigree.edge.doctor.Finding.Severity;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A diagnosis as text: for a person at three in the morning, and for machines. */
public final class DiagnosisText {
  private final Diagnosis diagnosis;

  public DiagnosisText(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  /** Three lines a finding, the worst first; one line where there is none. */
  public String forPerson() {
    StringBuilder text = new StringBuilder();
    if (diagnosis.findings().isEmpty()) {
      text.append("healthy: ").append(diagnosis.subject());
      text.append(", ").append(diagnosis.checks()).append(" checks found nothing\n");
    }
    for (Finding finding : diagnosis.findings()) {
      text.append(word(finding.severity())).append(": ").append(finding.what());
      text.append(" [").append(finding.id()).append("]\n");
      text.append("   why: ").append(finding.why()).append('\n');
      text.append("   fix: ").append(finding.fix()).append('\n');
    }
    diagnosis.unseen().forEach(what -> text.append("not seen: ").append(what).append('\n'));
    return text.toString();
  }

  /** The same as one JSON object. */
  public String forMachines() {
    List<JsonValue> findings = new ArrayList<>();
    for (Finding finding : diagnosis.findings()) {
      findings.add(
          JsonObject.builder()
              .put("id", finding.id())
              .put("severity", word(finding.severity()))
              .put("what", finding.what())
              .put("why", finding.why())
              .put("fix", finding.fix())
              .build());
    }
    return JsonObject.builder()
        .put("subject", diagnosis.subject())
        .put("healthy", diagnosis.findings().isEmpty())
        .put("checks", diagnosis.checks())
        .put("findings", new JsonArray(findings))
        .put("unseen", JsonArray.ofTexts(diagnosis.unseen()))
        .build()
        .toJson();
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
