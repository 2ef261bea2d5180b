package io.filigree.protocol.json;

import java.util.List;

/** An array. */
public record JsonArray(List<JsonValue> values) implements JsonValue {

  public JsonArray {
    values = List.copyOf(values);
  }

  /** An array of strings: the text of each item. */
  public static JsonArray ofTexts(List<?> items) {
    return new JsonArray(
        items.stream().<JsonValue>map(item -> new JsonString(item.toString())).toList());
  }

  @Override
  public String kind() {
    return "an array";
  }
}
