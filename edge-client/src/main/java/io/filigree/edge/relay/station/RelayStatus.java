package io.filigree.edge.relay.station;

import io.filigree.edge.agent.LogLine;
import io.filigree.edge.relay.Snapshot;
import io.filigree.edge.relay.agent.RelayPage;
import io.filigree.edge.state.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The page that a relay leaves in memory once a second, for whoever wants to look. */
public final class RelayStatus {

  private final Path file;
  private volatile Optional<RelayPage> page = Optional.empty();

  public RelayStatus(Path file) {
    this.file = file;
  }

  /** How it stands with the mesh, from the next second on; for a relay that has joined one. */
  public void show(RelayPage newest) {
    page = Optional.of(newest);
  }

  void write(Snapshot snapshot, Consumer<LogLine> log) {
    try {
      AtomicFile.replace(
          file, (of(snapshot).json().toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.accept(LogLine.of("warning", "what", "no status page can be written: " + e.getMessage()));
    }
  }

  private RelayStatusFile of(Snapshot snapshot) {
    return RelayStatusFile.of(snapshot, page, ProcessHandle.current().pid());
  }
}
