package io.filigree.edge;

import io.filigree.edge.state.Enrolment;
import io.filigree.edge.state.SiteFiles;
import io.filigree.edge.state.StatusFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code filigree status}: the mesh as this site sees it. */
final class StatusVerb {

  private final Terminal terminal;

  StatusVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  ExitCode run(List<String> words) throws UsageException, IOException {
    Set<String> valued = new HashSet<>(Folders.OPTIONS);
    valued.add("--interface");
    Arguments arguments = Arguments.parse(words, valued, Set.of("--json"));
    Folders folders = Folders.of(arguments);
    Optional<Enrolment> enrolment = new SiteFiles(folders.state()).joined();
    if (enrolment.isEmpty()) {
      return terminal.fail(
          ExitCode.NOT_ENROLLED, "this box has not joined a mesh; see \"filigree help join\"");
    }
    Path file =
        folders.statusFile(
            arguments.value("--interface").orElse(enrolment.get().options().interfaceName()));
    Optional<StatusFile> status = StatusFile.read(file);
    if (status.isEmpty()) {
      return terminal.fail(
          ExitCode.FAILED,
          "joined as " + enrolment.get().name() + ", but filigree run has not run since boot");
    }
    if (arguments.has("--json")) {
      terminal.say(status.get().json().toJson());
    } else {
      boolean runs = ProcessHandle.of(status.get().writer()).isPresent();
      terminal.out().print(new StatusText(status.get().page(), Instant.now(), runs).text());
    }
    return ExitCode.OK;
  }
}
