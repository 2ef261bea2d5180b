package io.filigree.protocol.json;

import io.filigree.protocol.MalformedException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes compact JSON: no spaces, members in the order given, only the escapes that must be. The
 * same calls give the same bytes for ever, because documents are signed.
 */
public final class JsonWriter {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  /** Characters that are gathered before they go to a stream. */
  private static final int CHUNK = 8 * 1024;

  private final StringBuilder out;
  private final @Nullable OutputStream stream;
  private boolean needsComma;

  public JsonWriter() {
    this(256);
  }

  /**
   * @param capacity expected number of characters
   */
  public JsonWriter(int capacity) {
    this(capacity, null);
  }

  private JsonWriter(int capacity, @Nullable OutputStream stream) {
    this.out = new StringBuilder(capacity);
    this.stream = stream;
  }

  /**
   * Writes UTF-8 to a stream while the text is made, so that a long one is never held; {@link
   * #flush} must follow. What the stream throws comes as an {@link UncheckedIOException}.
   */
  public static JsonWriter to(OutputStream stream) {
    return new JsonWriter(2 * CHUNK, stream);
  }

  /** Hands the rest to the stream. */
  public void flush() {
    if (stream != null) {
      try {
        stream.write(Utf8.encode(out.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      out.setLength(0);
    }
  }

  public JsonWriter beginObject() {
    return begin('{');
  }

  public JsonWriter endObject() {
    return end('}');
  }

  public JsonWriter beginArray() {
    return begin('[');
  }

  public JsonWriter endArray() {
    return end(']');
  }

  public JsonWriter name(String name) {
    text(name);
    out.append(':');
    needsComma = false;
    return this;
  }

  /**
   * @throws MalformedException if it holds half of a surrogate pair
   */
  public JsonWriter text(String value) {
    if (!Utf8.isWellFormed(value)) {
      throw new MalformedException("holds half of a surrogate pair");
    }
    comma();
    quoted(value);
    if (stream != null && out.length() >= CHUNK) {
      flush();
    }
    return this;
  }

  public JsonWriter number(long value) {
    comma();
    out.append(value);
    return this;
  }

  public JsonWriter bool(boolean value) {
    comma();
    out.append(value);
    return this;
  }

  public JsonWriter value(JsonValue value) {
    return switch (value) {
      case JsonObject object -> object(object);
      case JsonArray array -> array(array);
      case JsonString string -> text(string.value());
      case JsonNumber number -> number(number.value());
      case JsonBoolean bool -> bool(bool.value());
      case JsonNull ignored -> literalNull();
    };
  }

  private JsonWriter object(JsonObject object) {
    beginObject();
    for (int i = 0; i < object.size(); i++) {
      name(object.name(i)).value(object.value(i));
    }
    return endObject();
  }

  private JsonWriter array(JsonArray array) {
    beginArray();
    array.values().forEach(this::value);
    return endArray();
  }

  private JsonWriter literalNull() {
    comma();
    out.append("null");
    return this;
  }

  private JsonWriter begin(char bracket) {
    if (needsComma) {
      out.append(',');
    }
    out.append(bracket);
    needsComma = false;
    return this;
  }

  private JsonWriter end(char bracket) {
    out.append(bracket);
    needsComma = true;
    return this;
  }

  private void comma() {
    if (needsComma) {
      out.append(',');
    }
    needsComma = true;
  }

  private void quoted(String value) {
    out.append('"');
    int plainFrom = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') {
        continue;
      }
      out.append(value, plainFrom, i);
      escaped(c);
      plainFrom = i + 1;
    }
    out.append(value, plainFrom, value.length()).append('"');
  }

  private void escaped(char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else {
      out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xf]);
    }
  }

  /** What was written so far; nothing that a stream has. */
  @Override
  public String toString() {
    return out.toString();
  }
}
