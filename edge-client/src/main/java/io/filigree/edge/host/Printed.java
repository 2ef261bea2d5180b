package io.filigree.edge.host;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonNumber;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonString;
import io.filigree.protocol.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * An object that a tool printed as JSON. What is missing or of another kind than asked for is
 * absent: tools leave out what is usual, and add fields from version to version.
 */
public record Printed(JsonObject object) {
  private static final JsonLimits LIMITS = new JsonLimits(HostCommands.KEPT, 32);

  /**
   * The one object a tool printed.
   *
   * @throws MalformedException if the text is something else
   */
  public static Printed object(String text) {
    return of(Json.parse(text, LIMITS))
        .orElseThrow(() -> new MalformedException("output", "is not an object"));
  }

  /**
   * The list of objects a tool printed.
   *
   * @throws MalformedException if the text is something else
   */
  public static List<Printed> objects(String text) {
    return objects(Json.parse(text, LIMITS));
  }

  /** A member's text. */
  public Optional<String> text(String name) {
    return object
        .get(name)
        .flatMap(value ->
            value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty());
  }

  /** A member's number. */
  public Optional<Long> number(String name) {
    return object
        .get(name)
        .flatMap(value -> value instanceof JsonNumber(long n) ? Optional.of(n) : Optional.empty());
  }

  /** A member that is an object. */
  public Optional<Printed> member(String name) {
    return object.get(name).flatMap(Printed::of);
  }

  /** The objects in a member that is a list. */
  public List<Printed> members(String name) {
    return object.get(name).map(Printed::objects).orElse(List.of());
  }

  /** The values in a member that is a list. */
  public List<JsonValue> values(String name) {
    return object.get(name).map(Printed::items).orElse(List.of());
  }

  /** The value as an object, if it is one. */
  public static Optional<Printed> of(JsonValue value) {
    return value instanceof JsonObject object ? Optional.of(new Printed(object)) : Optional.empty();
  }

  private static List<Printed> objects(JsonValue value) {
    return items(value).stream().flatMap(item -> of(item).stream()).toList();
  }

  private static List<JsonValue> items(JsonValue value) {
    return value instanceof JsonArray(List<JsonValue> values) ? values : List.of();
  }
}
