package io.filigree.protocol.json;

import io.filigree.protocol.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a JSON text, from an array or from a stream. A stream is read 16 KiB at a time, so that
 * an edge with a 32 MB heap never holds the text of a 10 MB answer beside its values.
 */
final class JsonInput {

  private static final int CHUNK = 16 * 1024;

  private final @Nullable InputStream stream;
  private final byte[] buffer;
  private final long maxBytes;
  private int position;
  private int end;
  private long before;

  JsonInput(byte[] bytes, int maxBytes) {
    stream = null;
    buffer = bytes;
    end = bytes.length;
    this.maxBytes = maxBytes;
    checkSize();
  }

  JsonInput(InputStream stream, int maxBytes) {
    this.stream = stream;
    buffer = new byte[CHUNK];
    this.maxBytes = maxBytes;
  }

  /** The next byte as 0 to 255, or -1 at the end. */
  int peek() {
    return position < end || refill() ? buffer[position] & 0xff : -1;
  }

  /** Takes the next byte; -1 at the end. */
  int next() {
    int next = peek();
    if (next >= 0) {
      position++;
    }
    return next;
  }

  /** How many bytes from here on, without reading more, stand for themselves in a string. */
  int plainRun() {
    int at = position;
    while (at < end && isPlain(buffer[at])) {
      at++;
    }
    return at - position;
  }

  private static boolean isPlain(byte b) {
    // bytes of UTF-8 sequences are negative
    return b >= ' ' && b != '"' && b != '\\';
  }

  /** Whether the byte {@code ahead} of here is at hand and ends a string. */
  boolean quoteAt(int ahead) {
    return position + ahead < end && buffer[position + ahead] == '"';
  }

  /** Takes {@code length} bytes that are at hand and ASCII. */
  String takeAscii(int length) {
    String text = new String(buffer, position, length, StandardCharsets.ISO_8859_1);
    position += length;
    return text;
  }

  /** Takes {@code length} bytes that are at hand. */
  void take(byte[] into, int at, int length) {
    System.arraycopy(buffer, position, into, at, length);
    position += length;
  }

  MalformedException bad(String reason) {
    return new MalformedException(
        "is not strict JSON: " + reason + " at byte " + (before + position));
  }

  private boolean refill() {
    if (stream == null) {
      return false;
    }
    try {
      before += end;
      position = 0;
      end = Math.max(0, stream.read(buffer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    checkSize();
    return end > 0;
  }

  private void checkSize() {
    if (before + end > maxBytes) {
      throw new MalformedException("is longer than " + maxBytes + " bytes");
    }
  }
}
