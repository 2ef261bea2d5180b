package io.filigree.edge.state;

import io.filigree.edge.agent.RelayLine;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** One relay of the status page, as JSON. */
final class RelayText {

  private RelayText() {}

  static JsonObject json(RelayLine relay) {
    JsonObject.Builder whole =
        JsonObject.builder()
            .put("name", relay.name())
            .put("endpoint", relay.endpoint())
            .put("standing", relay.standing().text())
            .putText("handshake", relay.handshake())
            .put("seen", relay.seen());
    relay.quality().ifPresent(quality -> whole.put("echoes", QualityText.json(quality)));
    return whole.build();
  }

  static RelayLine parse(JsonFields fields) {
    return new RelayLine(
        fields.text("name"),
        fields.text("endpoint"),
        fields.text("standing", text -> RelayLine.Standing.valueOf(text.toUpperCase(Locale.ROOT))),
        fields.optionalText("handshake", Instant::parse),
        fields.optionalObject("echoes", QualityText::parse),
        fields.text("seen"));
  }
}
