package io.filigree.edge.state;

import io.filigree.edge.agent.Path;
import io.filigree.edge.agent.Quality;
import io.filigree.edge.agent.StatusPage.PeerLine;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One peer of the status page, as JSON. */
final class PeerText {

  private static final long NANOS_PER_MICRO = 1_000;

  private PeerText() {}

  static JsonObject json(PeerLine peer) {
    JsonObject.Builder whole =
        JsonObject.builder()
            .put("name", peer.name())
            .put("siteId", peer.siteId())
            .put("path", peer.path().text())
            .put("key", peer.key())
            .put("endpoint", peer.endpoint())
            .putText("handshake", peer.handshake())
            .put("ranges", JsonArray.ofTexts(peer.ranges()))
            .put("received", peer.received())
            .put("sent", peer.sent());
    peer.quality().ifPresent(quality -> whole.put("echoes", json(quality)));
    return whole.build();
  }

  private static JsonObject json(Quality quality) {
    JsonObject.Builder whole =
        JsonObject.builder().put("asked", quality.asked()).put("lost", quality.lost());
    quality.last().ifPresent(last -> whole.put("lastMicros", micros(last)));
    quality.median().ifPresent(median -> whole.put("medianMicros", micros(median)));
    return whole.build();
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / NANOS_PER_MICRO;
  }

  static PeerLine parse(JsonFields fields) {
    return new PeerLine(
        fields.text("name"),
        fields.text("siteId"),
        fields.text("path", text -> Path.valueOf(text.toUpperCase(Locale.ROOT))),
        fields.text("key"),
        fields.text("endpoint"),
        fields.optionalText("handshake", Instant::parse),
        fields.texts("ranges", Function.identity()),
        fields.integer("received", 0, Long.MAX_VALUE),
        fields.integer("sent", 0, Long.MAX_VALUE),
        fields.optionalObject("echoes", PeerText::quality));
  }

  private static Quality quality(JsonFields fields) {
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
