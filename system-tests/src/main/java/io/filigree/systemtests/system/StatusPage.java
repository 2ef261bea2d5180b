package io.filigree.systemtests.system;

import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a client last wrote of itself: {@code status} prints the same, but is a process each time.
 */
record StatusPage(Path file) {

  /** Where the site stands; empty before its first peer list. */
  Optional<String> cursor() {
    return fields().flatMap(page -> page.optionalText("cursor", Function.identity()));
  }

  List<Edge.Refusal> refusals() {
    return each("refusals", line -> new Edge.Refusal(line.text("site"), line.text("reason")));
  }

  /** The way to the peer of that name. */
  Optional<String> path(String peer) {
    return each("peers", line -> line).stream()
        .filter(line -> line.text("name").equals(peer))
        .map(line -> line.text("path"))
        .findFirst();
  }

  private <T> List<T> each(String name, Function<JsonFields, T> line) {
    return fields().map(page -> page.optionalObjects(name, line)).orElse(List.of());
  }

  private Optional<JsonFields> fields() {
    try {
      return Optional.of(JsonFields.of(Json.parse(Files.readString(file), JsonLimits.ANSWER)));
    } catch (IOException none) {
      return Optional.empty();
    }
  }
}
