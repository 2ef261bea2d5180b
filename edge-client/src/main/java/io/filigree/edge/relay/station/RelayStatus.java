package io.filigree.edge.relay.station;

import io.filigree.edge.agent.LogLine;
import io.filigree.edge.relay.Count;
import io.filigree.edge.relay.Snapshot;
import io.filigree.edge.relay.agent.RelayPage;
import io.filigree.edge.state.AtomicFile;
import io.filigree.protocol.json.JsonObject;
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
      AtomicFile.replace(file, (json(snapshot).toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.accept(LogLine.of("warning", "what", "no status page can be written: " + e.getMessage()));
    }
  }

  private JsonObject json(Snapshot snapshot) {
    JsonObject.Builder counts = JsonObject.builder();
    for (Count what : Count.values()) {
      counts.put(what.text(), snapshot.count(what));
    }
    JsonObject.Builder json =
        JsonObject.builder()
            .put("pid", ProcessHandle.current().pid())
            .put("members", snapshot.members())
            .put("attached", snapshot.attached())
            .put("indices", snapshot.indices())
            .put("sessions", snapshot.sessions())
            .put("unanswered", snapshot.unanswered())
            .put("underLoad", snapshot.underLoad())
            .put("counts", counts.build());
    page.ifPresent(known -> json.put("mesh", RelayPageText.write(known)));
    return json.build();
  }
}
