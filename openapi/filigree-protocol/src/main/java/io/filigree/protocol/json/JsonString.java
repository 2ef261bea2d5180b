package io.filigree.protocol.json;

/** A string; surrogates stand in pairs. */
public record JsonString(String value) implements JsonValue {

  @Override
  public String kind() {
    return "a string";
  }
}
