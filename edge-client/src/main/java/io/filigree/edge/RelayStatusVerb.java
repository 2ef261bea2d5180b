package io.filigree.edge;

import io.filigree.edge.relay.station.RelayStatusFile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code filigree relay status}: whom the relay serves, and how it stands with its mesh. */
final class RelayStatusVerb {

  private final Terminal terminal;

  RelayStatusVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  ExitCode run(List<String> words) throws UsageException, IOException {
    Arguments arguments = Arguments.parse(words, Folders.OPTIONS, Set.of("--json"));
    Optional<RelayStatusFile> status = RelayStatusFile.read(Folders.of(arguments).relayStatus());
    if (status.isEmpty()) {
      return terminal.fail(ExitCode.FAILED, "no relay has run here since boot");
    }
    if (arguments.has("--json")) {
      terminal.say(status.get().json().toJson());
    } else {
      boolean runs = ProcessHandle.of(status.get().writer()).isPresent();
      terminal.out().print(RelayStatusText.of(status.get(), Instant.now(), runs));
    }
    return ExitCode.OK;
  }
}
