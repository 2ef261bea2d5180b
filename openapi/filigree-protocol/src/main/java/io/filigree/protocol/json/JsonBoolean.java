package io.filigree.protocol.json;

/** True or false. */
public record JsonBoolean(boolean value) implements JsonValue {

  @Override
  public String kind() {
    return "a boolean";
  }
}
