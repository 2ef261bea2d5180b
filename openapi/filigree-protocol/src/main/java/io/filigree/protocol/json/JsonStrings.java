package io.filigree.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads strings: in one step where they are plain ASCII, through a scratch array otherwise. */
final class JsonStrings {

  private final JsonInput in;
  private byte[] scratch = new byte[512];
  private int length;
  private boolean ascii;

  JsonStrings(JsonInput in) {
    this.in = in;
  }

  /** Reads from the opening to the closing quote. */
  String read() {
    in.next();
    int run = in.plainRun();
    if (in.quoteAt(run)) {
      String text = in.takeAscii(run);
      in.next();
      return text;
    }
    return readByParts();
  }

  private String readByParts() {
    length = 0;
    ascii = true;
    while (true) {
      takePlain();
      int next = in.next();
      if (next == '"') {
        return text();
      } else if (next == '\\') {
        appendUtf8(escape());
      } else if (next >= 0x80) {
        ascii = false;
        append(next);
      } else if (next >= ' ') {
        append(next);
      } else {
        throw in.bad(next < 0 ? "a string does not end" : "a control character in a string");
      }
    }
  }

  private void takePlain() {
    int run = in.plainRun();
    reserve(run);
    in.take(scratch, length, run);
    length += run;
  }

  private String text() {
    return ascii
        ? new String(scratch, 0, length, StandardCharsets.ISO_8859_1)
        : Utf8.decode(scratch, 0, length);
  }

  private int escape() {
    int c = in.next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> codePoint();
      default -> throw in.bad("an unknown escape");
    };
  }

  private int codePoint() {
    char first = hex4();
    if (!Character.isSurrogate(first)) {
      return first;
    }
    if (Character.isLowSurrogate(first) || in.next() != '\\' || in.next() != 'u') {
      throw in.bad("half of a surrogate pair");
    }
    char second = hex4();
    if (!Character.isLowSurrogate(second)) {
      throw in.bad("half of a surrogate pair");
    }
    return Character.toCodePoint(first, second);
  }

  private char hex4() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int c = in.next();
      int digit = c < 0 || c >= 0x80 ? -1 : Character.digit(c, 16);
      if (digit < 0) {
        throw in.bad("an escape without four hex digits");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private void appendUtf8(int codePoint) {
    if (codePoint < 0x80) {
      append(codePoint);
      return;
    }
    ascii = false;
    byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      append(b);
    }
  }

  private void append(int b) {
    reserve(1);
    scratch[length++] = (byte) b;
  }

  private void reserve(int more) {
    if (length + more > scratch.length) {
      scratch = Arrays.copyOf(scratch, Math.max(length + more, 2 * scratch.length));
    }
  }
}
