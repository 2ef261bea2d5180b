package io.filigree.protocol.key;

import io.filigree.protocol.MalformedException;
import java.util.Base64;

/** Base64url without padding (RFC 4648, 5), and only the one text that encodes the bytes. */
public final class Base64Url {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /**
   * @throws MalformedException if {@code text}, which is not shown, is not canonical base64url
   */
  public static byte[] decode(String text) {
    byte[] bytes = decodeLeniently(text);
    // the JDK takes padding, and any bits after the last byte: two texts for one key
    if (!encode(bytes).equals(text)) {
      throw new MalformedException("is not base64url without padding");
    }
    return bytes;
  }

  /**
   * @throws MalformedException if it does not encode {@code length} bytes
   */
  public static byte[] decode(String text, int length) {
    if (text.length() != (length * 4 + 2) / 3) {
      throw new MalformedException("is not " + length + " bytes in base64url without padding");
    }
    return decode(text);
  }

  private static byte[] decodeLeniently(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("is not base64url without padding");
    }
  }
}
