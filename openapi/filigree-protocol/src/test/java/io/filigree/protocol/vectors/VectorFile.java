package io.filigree.protocol.vectors;

import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A published file of test vectors, indented for people. */
record VectorFile(String name, JsonObject content) {

  private static final Path FOLDER = Path.of("..", "vectors");

  static JsonFields read(String name) {
    return JsonFields.of(Json.parse(textOf(name), JsonLimits.DOCUMENT));
  }

  static String textOf(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write() {
    try {
      Files.writeString(FOLDER.resolve(name), text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    append(text, content, "\n");
    return text.append('\n').toString();
  }

  private static void append(StringBuilder text, JsonValue value, String newLine) {
    switch (value) {
      case JsonObject object when object.size() > 0 -> append(text, object, newLine);
      case JsonArray(List<JsonValue> values) when !values.isEmpty() ->
          append(text, values, newLine);
      default -> text.append(value.toJson());
    }
  }

  private static void append(StringBuilder text, JsonObject object, String newLine) {
    String inner = newLine + "  ";
    for (int i = 0; i < object.size(); i++) {
      text.append(i == 0 ? "{" : ",").append(inner);
      text.append('"').append(object.name(i)).append("\": ");
      append(text, object.value(i), inner);
    }
    text.append(newLine).append('}');
  }

  private static void append(StringBuilder text, List<JsonValue> values, String newLine) {
    String inner = newLine + "  ";
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "[" : ",").append(inner);
      append(text, values.get(i), inner);
    }
    text.append(newLine).append(']');
  }

  @Override
  public String toString() {
    return name;
  }
}
