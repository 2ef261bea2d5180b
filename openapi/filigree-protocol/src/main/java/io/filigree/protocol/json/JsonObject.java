package io.filigree.protocol.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object, its members in the order of the text, no name twice. Two arrays rather than a map: an
 * answer holds 20,000 small ones.
 */
public final class JsonObject implements JsonValue {

  private final String[] names;
  private final JsonValue[] values;

  JsonObject(List<String> names, List<JsonValue> values) {
    this.names = names.toArray(String[]::new);
    this.values = values.toArray(JsonValue[]::new);
  }

  public static Builder builder() {
    return new Builder();
  }

  public int size() {
    return names.length;
  }

  /** Name of the member at {@code index}. */
  public String name(int index) {
    return names[index];
  }

  /** Value of the member at {@code index}. */
  public JsonValue value(int index) {
    return values[index];
  }

  public Optional<JsonValue> get(String name) {
    int index = indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(values[index]);
  }

  int indexOf(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String kind() {
    return "an object";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonObject that
        && Arrays.equals(names, that.names)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return toJson();
  }

  /** Makes an object member by member; a name twice is a programmer's error. */
  public static final class Builder {

    private final List<String> names = new ArrayList<>();
    private final List<JsonValue> values = new ArrayList<>();

    private Builder() {}

    public Builder put(String name, JsonValue value) {
      if (names.contains(name)) {
        throw new IllegalArgumentException(name + " twice");
      }
      names.add(name);
      values.add(value);
      return this;
    }

    public Builder put(String name, String value) {
      return put(name, new JsonString(value));
    }

    public Builder put(String name, long value) {
      return put(name, new JsonNumber(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, new JsonBoolean(value));
    }

    /** A member with the value's text, or none. */
    public Builder putText(String name, Optional<?> value) {
      value.ifPresent(present -> put(name, present.toString()));
      return this;
    }

    public JsonObject build() {
      return new JsonObject(names, values);
    }
  }
}
