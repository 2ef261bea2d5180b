package io.filigree.protocol.json;

/** A value of a JSON text. */
public sealed interface JsonValue
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

  /** What it is, for messages: {@code an object}. */
  String kind();

  /** Compact JSON text, members in their order. */
  default String toJson() {
    return new JsonWriter().value(this).toString();
  }
}
