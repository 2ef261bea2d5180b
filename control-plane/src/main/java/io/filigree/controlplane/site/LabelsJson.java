package io.filigree.controlplane.site;

import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonString;
import io.filigree.protocol.json.JsonWriter;
import io.filigree.protocol.name.Labels;
import java.util.SortedMap;
import java.util.TreeMap;

/** Labels as a {@code jsonb} column holds them. */
public final class LabelsJson {

  private LabelsJson() {}

  public static String write(Labels labels) {
    JsonWriter writer = new JsonWriter().beginObject();
    labels.values().forEach((key, value) -> writer.name(key).text(value));
    return writer.endObject().toString();
  }

  /** Reads what {@link #write} wrote, in whatever order Postgres gives it back. */
  public static Labels read(String json) {
    SortedMap<String, String> labels = new TreeMap<>();
    if (Json.parse(json, JsonLimits.DOCUMENT) instanceof JsonObject object) {
      for (int i = 0; i < object.size(); i++) {
        if (object.value(i) instanceof JsonString(String text)) {
          labels.put(object.name(i), text);
        }
      }
    }
    return Labels.of(labels);
  }
}
