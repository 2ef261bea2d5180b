package io.filigree.edge.doctor;

import io.filigree.edge.doctor.Finding.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came out of an examination.
 *
 * @param subject who was examined, for a sentence
 * @param checks how many checks were made
 * @param findings what is wrong, worst first
 * @param unseen what could not be looked at
 */
public record Diagnosis(String subject, int checks, List<Finding> findings, List<String> unseen) {

  public Diagnosis {
    findings = findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    unseen = List.copyOf(unseen);
  }

  /** Whether something that should work does not. */
  public boolean broken() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.BROKEN);
  }

  /** What was already so in an earlier examination: {@code run} may have been at work then. */
  Diagnosis confirmed(Diagnosis earlier) {
    Set<String> before =
        earlier.findings.stream().map(Finding::id).collect(Collectors.toUnmodifiableSet());
    return new Diagnosis(
        subject,
        checks,
        findings.stream().filter(finding -> before.contains(finding.id())).toList(),
        unseen);
  }
}
