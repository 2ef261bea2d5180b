package io.filigree.controlplane.enrolment;

import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonNumber;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonWriter;
import io.filigree.protocol.record.RangeKind;
import java.util.EnumMap;
import java.util.Map;

/** Prefix lengths by kind as a {@code jsonb} column holds them. */
final class PrefixLengths {

  private PrefixLengths() {}

  static String write(Map<RangeKind, Integer> lengths) {
    JsonWriter writer = new JsonWriter().beginObject();
    lengths.forEach((kind, length) -> writer.name(kind.toString()).number(length));
    return writer.endObject().toString();
  }

  static Map<RangeKind, Integer> read(String json) {
    Map<RangeKind, Integer> lengths = new EnumMap<>(RangeKind.class);
    if (Json.parse(json, JsonLimits.DOCUMENT) instanceof JsonObject object) {
      for (int i = 0; i < object.size(); i++) {
        if (object.value(i) instanceof JsonNumber(long length)) {
          lengths.put(RangeKind.parse(object.name(i)), Math.toIntExact(length));
        }
      }
    }
    return lengths;
  }
}
