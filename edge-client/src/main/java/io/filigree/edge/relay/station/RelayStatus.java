package io.filigree.edge.relay.station;

import io.filigree.edge.agent.LogLine;
import io.filigree.edge.relay.Count;
import io.filigree.edge.relay.Snapshot;
import io.filigree.edge.state.AtomicFile;
import io.filigree.protocol.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The page that a relay leaves in memory once a second, for whoever wants to look. */
public final class RelayStatus {

  private final Path file;

  public RelayStatus(Path file) {
    this.file = file;
  }

  void write(Snapshot snapshot, Consumer<LogLine> log) {
    try {
      AtomicFile.replace(file, (json(snapshot).toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.accept(LogLine.of("warning", "what", "no status page can be written: " + e.getMessage()));
    }
  }

  private static JsonObject json(Snapshot snapshot) {
    JsonObject.Builder counts = JsonObject.builder();
    for (Count what : Count.values()) {
      counts.put(what.text(), snapshot.count(what));
    }
    return JsonObject.builder()
        .put("members", snapshot.members())
        .put("attached", snapshot.attached())
        .put("indices", snapshot.indices())
        .put("sessions", snapshot.sessions())
        .put("unanswered", snapshot.unanswered())
        .put("underLoad", snapshot.underLoad())
        .put("counts", counts.build())
        .build();
  }
}
