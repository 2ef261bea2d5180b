package io.filigree.edge;

import io.filigree.edge.doctor.Diagnosis;
import io.filigree.edge.doctor.DiagnosisText;
import io.filigree.edge.doctor.Doctor;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code filigree doctor}: what is wrong, why it matters, and the command that mends it. */
final class DoctorVerb {

  private final Terminal terminal;

  DoctorVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A warning alone is no failure, unless it was asked for: a shop may be closed at night. */
  ExitCode run(List<String> words) throws UsageException, IOException {
    Arguments arguments = Arguments.parse(words, Folders.OPTIONS, Set.of("--json", "--strict"));
    PatientReader reader = new PatientReader(Folders.of(arguments));
    Diagnosis diagnosis = new Doctor(reader::read).examine();
    DiagnosisText text = new DiagnosisText(diagnosis);
    if (arguments.has("--json")) {
      terminal.say(text.forMachines());
    } else {
      terminal.out().print(text.forPerson());
    }
    boolean ill =
        diagnosis.broken() || (arguments.has("--strict") && !diagnosis.findings().isEmpty());
    return ill ? ExitCode.FAILED : ExitCode.OK;
  }
}
