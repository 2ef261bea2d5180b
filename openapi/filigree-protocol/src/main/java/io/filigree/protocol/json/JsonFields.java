package io.filigree.protocol.json;

import io.filigree.protocol.MalformedException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object's members by name and type. Errors name the path: {@code ranges[2].cidr}.
 *
 * <p>Who reads a signed document ends with {@link #refuseUnknown}; who reads an unsigned answer
 * does not, and a newer coordinator may say more.
 */
public final class JsonFields {

  private final JsonObject object;
  private final BitSet read = new BitSet();

  private JsonFields(JsonObject object) {
    this.object = object;
  }

  /**
   * @throws MalformedException if the value is no object
   */
  public static JsonFields of(JsonValue value) {
    if (value instanceof JsonObject object) {
      return new JsonFields(object);
    }
    throw new MalformedException("is " + value.kind() + " and not an object");
  }

  /** The object itself. */
  public JsonObject json() {
    return object;
  }

  public boolean has(String name) {
    return object.indexOf(name) >= 0;
  }

  public String text(String name) {
    return text(name, Function.identity());
  }

  /** A string, read by {@code parse}, whose complaints get this member's name. */
  public <T> T text(String name, Function<String, T> parse) {
    return required(name, value -> parse.apply(asText(value)));
  }

  public <T> Optional<T> optionalText(String name, Function<String, T> parse) {
    return optional(name, value -> parse.apply(asText(value)));
  }

  public long integer(String name, long min, long max) {
    return required(name, value -> asInteger(value, min, max));
  }

  public Optional<Long> optionalInteger(String name, long min, long max) {
    return optional(name, value -> asInteger(value, min, max));
  }

  public boolean flag(String name) {
    return required(name, JsonFields::asFlag);
  }

  public Optional<Boolean> optionalFlag(String name) {
    return optional(name, JsonFields::asFlag);
  }

  /** An object, read by {@code parse}. */
  public <T> T object(String name, Function<JsonFields, T> parse) {
    return required(name, value -> parse.apply(of(value)));
  }

  public <T> Optional<T> optionalObject(String name, Function<JsonFields, T> parse) {
    return optional(name, value -> parse.apply(of(value)));
  }

  /** An array of strings. */
  public <T> List<T> texts(String name, Function<String, T> parse) {
    return required(name, value -> items(value, item -> parse.apply(asText(item))));
  }

  /** An array of strings; empty if the member is absent. */
  public <T> List<T> optionalTexts(String name, Function<String, T> parse) {
    return has(name) ? texts(name, parse) : List.of();
  }

  /** An array of objects. */
  public <T> List<T> objects(String name, Function<JsonFields, T> parse) {
    return required(name, value -> items(value, item -> parse.apply(of(item))));
  }

  /** An array of objects; empty if the member is absent. */
  public <T> List<T> optionalObjects(String name, Function<JsonFields, T> parse) {
    return has(name) ? objects(name, parse) : List.of();
  }

  /** The names of all members, in their order. */
  public List<String> names() {
    List<String> names = new ArrayList<>(object.size());
    for (int i = 0; i < object.size(); i++) {
      names.add(object.name(i));
    }
    return names;
  }

  /**
   * @throws MalformedException if there is a member that nobody has asked for
   */
  public void refuseUnknown() {
    int unread = read.nextClearBit(0);
    if (unread < object.size()) {
      throw new MalformedException(
          "has an unknown member " + MalformedException.quote(object.name(unread)));
    }
  }

  private <T> T required(String name, Function<JsonValue, T> parse) {
    JsonValue value = take(name);
    if (value == null) {
      throw new MalformedException(name, "is missing");
    }
    return at(name, value, parse);
  }

  private <T> Optional<T> optional(String name, Function<JsonValue, T> parse) {
    JsonValue value = take(name);
    return value == null ? Optional.empty() : Optional.of(at(name, value, parse));
  }

  private @Nullable JsonValue take(String name) {
    int index = object.indexOf(name);
    if (index < 0) {
      return null;
    }
    read.set(index);
    return object.value(index);
  }

  private static <T> List<T> items(JsonValue value, Function<JsonValue, T> parse) {
    if (!(value instanceof JsonArray array)) {
      throw new MalformedException("is " + value.kind() + " and not an array");
    }
    List<T> items = new ArrayList<>(array.values().size());
    for (JsonValue item : array.values()) {
      try {
        items.add(parse.apply(item));
      } catch (MalformedException e) {
        throw e.in("[" + items.size() + "]");
      }
    }
    return List.copyOf(items);
  }

  private static <T> T at(String name, JsonValue value, Function<JsonValue, T> parse) {
    try {
      return parse.apply(value);
    } catch (MalformedException e) {
      throw e.in(name);
    }
  }

  private static String asText(JsonValue value) {
    if (value instanceof JsonString text) {
      return text.value();
    }
    throw new MalformedException("is " + value.kind() + " and not a string");
  }

  private static long asInteger(JsonValue value, long min, long max) {
    if (!(value instanceof JsonNumber number)) {
      throw new MalformedException("is " + value.kind() + " and not a number");
    }
    if (number.value() < min || number.value() > max) {
      throw new MalformedException("is not between " + min + " and " + max);
    }
    return number.value();
  }

  private static boolean asFlag(JsonValue value) {
    if (value instanceof JsonBoolean flag) {
      return flag.value();
    }
    throw new MalformedException("is " + value.kind() + " and not true or false");
  }
}
