package io.filigree.edge.state;

import io.filigree.edge.agent.Hindrance;
import io.filigree.edge.agent.Path;
import io.filigree.edge.agent.Reach;
import io.filigree.edge.agent.StatusPage.PeerLine;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

/** One peer of the status page, as JSON. */
final class PeerText {

  private PeerText() {}

  static JsonObject json(PeerLine peer) {
    JsonObject.Builder whole =
        JsonObject.builder()
            .put("name", peer.name())
            .put("siteId", peer.siteId())
            .put("path", peer.path().text())
            .put("relay", peer.reach().relay())
            .putText("since", peer.reach().since())
            .put("key", peer.key())
            .put("endpoint", peer.endpoint())
            .putText("handshake", peer.handshake())
            .put("ranges", JsonArray.ofTexts(peer.ranges()))
            .put("received", peer.received())
            .put("sent", peer.sent());
    peer.reach().tried().ifPresent(tried -> whole.put("tried", json(tried)));
    peer.reach().hindrance().ifPresent(why -> whole.put("notDirect", why.code()));
    peer.quality().ifPresent(quality -> whole.put("echoes", QualityText.json(quality)));
    return whole.build();
  }

  private static JsonObject json(Reach.Tried tried) {
    return JsonObject.builder()
        .put("endpoint", tried.endpoint())
        .put("failures", tried.failures())
        .putText("failedAt", tried.failedAt())
        .putText("nextAt", tried.nextAt())
        .build();
  }

  static PeerLine parse(JsonFields fields) {
    return new PeerLine(
        fields.text("name"),
        fields.text("siteId"),
        reach(fields),
        fields.text("key"),
        fields.text("endpoint"),
        fields.optionalText("handshake", Instant::parse),
        fields.texts("ranges", Function.identity()),
        fields.integer("received", 0, Long.MAX_VALUE),
        fields.integer("sent", 0, Long.MAX_VALUE),
        fields.optionalObject("echoes", QualityText::parse));
  }

  /** A page of an older client says nothing but the path. */
  private static Reach reach(JsonFields fields) {
    return new Reach(
        fields.text("path", text -> Path.valueOf(text.toUpperCase(Locale.ROOT))),
        fields.optionalText("relay", Function.identity()).orElse(""),
        fields.optionalText("since", Instant::parse),
        fields.optionalObject("tried", PeerText::tried),
        fields.optionalText("notDirect", Hindrance::ofCode));
  }

  private static Reach.Tried tried(JsonFields fields) {
    return new Reach.Tried(
        fields.text("endpoint"),
        (int) fields.integer("failures", 0, Integer.MAX_VALUE),
        fields.optionalText("failedAt", Instant::parse),
        fields.optionalText("nextAt", Instant::parse));
  }
}
