package io.filigree.protocol.json;

/** An integer of 64 bits; there are no other numbers in Filigree. */
public record JsonNumber(long value) implements JsonValue {

  @Override
  public String kind() {
    return "a number";
  }
}
