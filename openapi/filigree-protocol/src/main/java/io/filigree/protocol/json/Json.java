package io.filigree.protocol.json;

import io.filigree.protocol.MalformedException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The strict reader's door. Refused beside everything RFC 8259 refuses: a member's name twice, half
 * of a surrogate pair, a number that is no 64-bit integer, and what is over the limits.
 */
public final class Json {

  private Json() {}

  /**
   * @throws MalformedException with the byte where reading stopped
   */
  public static JsonValue parse(byte[] text, JsonLimits limits) {
    return new JsonParser(new JsonInput(text, limits.maxBytes()), limits.maxDepth(), Map.of())
        .document();
  }

  /**
   * @throws MalformedException with the byte where reading stopped
   */
  public static JsonValue parse(String text, JsonLimits limits) {
    return parse(Utf8.encode(text), limits);
  }

  /**
   * Reads a stream to its end and leaves it open.
   *
   * @throws MalformedException with the byte where reading stopped
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public static JsonValue parse(InputStream text, JsonLimits limits) {
    return parse(text, limits, Map.of());
  }

  /**
   * Reads a stream whose outermost object has long arrays: their items are handed on one by one and
   * not kept, and the arrays are empty in what is returned.
   *
   * @param streamed by the array's name, who takes its items
   * @throws MalformedException with the byte where reading stopped
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public static JsonValue parse(
      InputStream text, JsonLimits limits, Map<String, Consumer<JsonValue>> streamed) {
    JsonInput input = new JsonInput(text, limits.maxBytes());
    return new JsonParser(input, limits.maxDepth(), streamed).document();
  }
}
