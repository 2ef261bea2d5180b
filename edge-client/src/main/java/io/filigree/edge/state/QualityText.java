package io.filigree.edge.state;

import io.filigree.edge.agent.Quality;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** How well somebody answers, as JSON. */
final class QualityText {

  private static final long NANOS_PER_MICRO = 1_000;

  private QualityText() {}

  static JsonObject json(Quality quality) {
    JsonObject.Builder whole =
        JsonObject.builder().put("asked", quality.asked()).put("lost", quality.lost());
    quality.last().ifPresent(last -> whole.put("lastMicros", micros(last)));
    quality.median().ifPresent(median -> whole.put("medianMicros", micros(median)));
    return whole.build();
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / NANOS_PER_MICRO;
  }

  static Quality parse(JsonFields fields) {
    return new Quality(
        (int) fields.integer("asked", 1, Integer.MAX_VALUE),
        (int) fields.integer("lost", 0, Integer.MAX_VALUE),
        duration(fields, "lastMicros"),
        duration(fields, "medianMicros"));
  }

  private static Optional<Duration> duration(JsonFields fields, String name) {
    return fields
        .optionalInteger(name, 0, Long.MAX_VALUE / NANOS_PER_MICRO)
        .map(micros -> Duration.ofNanos(micros * NANOS_PER_MICRO));
  }
}
