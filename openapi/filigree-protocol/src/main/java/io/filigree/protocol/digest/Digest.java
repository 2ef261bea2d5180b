package io.filigree.protocol.digest;

import io.filigree.protocol.MalformedException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 value, or a number of as many bits. The text is 64 lower-case hex digits.
 *
 * @param a bits 255 to 192
 * @param b bits 191 to 128
 * @param c bits 127 to 64
 * @param d bits 63 to 0
 */
public record Digest(long a, long b, long c, long d) {

  /** Length in bytes. */
  public static final int BYTES = 32;

  /**
   * @throws MalformedException if it is not 64 lower-case hex digits
   */
  public static Digest parse(String text) {
    if (text.length() != 2 * BYTES || !isLowerHex(text)) {
      throw MalformedException.of(text, "is not 64 hex digits in lower case");
    }
    return new Digest(word(text, 0), word(text, 16), word(text, 32), word(text, 48));
  }

  private static boolean isLowerHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private static long word(String text, int from) {
    return Long.parseUnsignedLong(text, from, from + 16, 16);
  }

  /**
   * @param bytes 32 bytes
   */
  public static Digest ofBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new MalformedException("a SHA-256 value has 32 bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  /** The SHA-256 of {@code bytes}. */
  public static Digest sha256(byte[] bytes) {
    return ofBytes(newSha256().digest(bytes));
  }

  /** A fresh SHA-256 state. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
  }
}
