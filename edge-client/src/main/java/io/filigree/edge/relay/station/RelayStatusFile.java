package io.filigree.edge.relay.station;

import io.filigree.edge.relay.Count;
import io.filigree.edge.relay.Snapshot;
import io.filigree.edge.relay.agent.RelayPage;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a relay says of itself, as JSON.
 *
 * @param json all of it
 */
public record RelayStatusFile(JsonObject json) {

  /**
   * @param page how it stands with its mesh; empty if it serves the members of a file
   * @param writer the process id of the relay
   */
  static RelayStatusFile of(Snapshot snapshot, Optional<RelayPage> page, long writer) {
    JsonObject.Builder counts = JsonObject.builder();
    for (Count what : Count.values()) {
      counts.put(what.text(), snapshot.count(what));
    }
    JsonObject.Builder json =
        JsonObject.builder()
            .put("pid", writer)
            .put("members", snapshot.members())
            .put("attached", snapshot.attached())
            .put("indices", snapshot.indices())
            .put("sessions", snapshot.sessions())
            .put("unanswered", snapshot.unanswered())
            .put("underLoad", snapshot.underLoad())
            .put("counts", counts.build());
    page.ifPresent(known -> json.put("mesh", RelayPageText.write(known)));
    return new RelayStatusFile(json.build());
  }

  /** Empty where no relay has run. */
  public static Optional<RelayStatusFile> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonFields fields = JsonFields.of(Json.parse(Files.readAllBytes(file), JsonLimits.ANSWER));
      return Optional.of(new RelayStatusFile(fields.json()));
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private JsonFields fields() {
    return JsonFields.of(json);
  }

  public long writer() {
    return fields().integer("pid", 0, Long.MAX_VALUE);
  }

  public long members() {
    return fields().integer("members", 0, Long.MAX_VALUE);
  }

  public long attached() {
    return fields().integer("attached", 0, Long.MAX_VALUE);
  }

  /** How often each rule of the switch was applied. */
  public long count(Count what) {
    return fields().object("counts", Function.identity()).integer(what.text(), 0, Long.MAX_VALUE);
  }

  /** How it stands with its mesh; empty if it serves the members of a file. */
  public Optional<RelayPage> page() {
    return fields().optionalObject("mesh", RelayPageText::read);
  }
}
