package io.filigree.systemtests.relay;

import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a relay writes of itself once a second.
 *
 * @param file where
 */
public record RelayReport(Path file) {

  /** All of it; empty before the first time. */
  public Optional<JsonFields> page() {
    try {
      return Optional.of(JsonFields.of(Json.parse(Files.readAllBytes(file), JsonLimits.DOCUMENT)));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  long number(String what) {
    return page().map(page -> page.integer(what, 0, Long.MAX_VALUE)).orElse(0L);
  }

  long count(String what) {
    return page()
        .map(page -> page.object("counts", Function.identity()))
        .map(counts -> counts.integer(what, 0, Long.MAX_VALUE))
        .orElse(0L);
  }

  /** How it stands with its mesh: {@code waiting}, {@code serving} or {@code removed}. */
  String standing() {
    return page()
        .flatMap(page -> page.optionalObject("mesh", Function.identity()))
        .map(mesh -> mesh.text("standing"))
        .orElse("");
  }
}
