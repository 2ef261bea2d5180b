package io.filigree.protocol.json;

/** The literal {@code null}, which is never the same as an absent member. */
public enum JsonNull implements JsonValue {
  NULL;

  @Override
  public String kind() {
    return "null";
  }
}
