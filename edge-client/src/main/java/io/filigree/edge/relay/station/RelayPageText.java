package io.filigree.edge.relay.station;

import io.filigree.edge.agent.Stand;
import io.filigree.edge.relay.agent.RelayPage;
import io.filigree.edge.relay.agent.RelayStanding;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.roster.Epoch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How a relay stands with its mesh, as JSON. */
final class RelayPageText {

  private RelayPageText() {}

  static JsonObject write(RelayPage page) {
    List<JsonValue> refusals = new ArrayList<>();
    for (RelayPage.Refused refused : page.refusals()) {
      refusals.add(
          JsonObject.builder()
              .put("subject", refused.subject())
              .put("text", refused.text())
              .build());
    }
    JsonObject.Builder json =
        JsonObject.builder()
            .put("standing", page.standing().text())
            .put("name", page.mesh())
            .put("relay", page.name())
            .put("endpoints", JsonArray.ofTexts(page.endpoints()));
    page.stand()
        .ifPresent(stand ->
            json.put("epoch", stand.epoch().value()).put("cursor", stand.cursor().toString()));
    return json.put("reachable", page.reachable())
        .putText("lastContact", page.lastContact())
        .put("troubles", JsonArray.ofTexts(page.troubles()))
        .put("refusals", new JsonArray(refusals))
        .build();
  }

  static RelayPage read(JsonFields fields) {
    Optional<Stand> stand =
        fields.has("cursor")
            ? Optional.of(
                new Stand(
                    fields.text("cursor", Cursor::parse),
                    new Epoch(fields.integer("epoch", 0, Long.MAX_VALUE))))
            : Optional.empty();
    return new RelayPage(
        RelayStanding.valueOf(fields.text("standing").toUpperCase(Locale.ROOT)),
        fields.text("name"),
        fields.text("relay"),
        fields.texts("endpoints", Function.identity()),
        stand,
        fields.flag("reachable"),
        fields.optionalText("lastContact", Instant::parse),
        fields.texts("troubles", Function.identity()),
        fields.objects(
            "refusals",
            refused -> new RelayPage.Refused(refused.text("subject"), refused.text("text"))));
  }
}
