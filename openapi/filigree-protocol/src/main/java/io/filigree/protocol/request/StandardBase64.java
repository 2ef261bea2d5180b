package io.filigree.protocol.request;

import io.filigree.protocol.MalformedException;
import java.util.Base64;

/** Base64 with padding, as HTTP's structured fields write bytes (RFC 8941, 3.3.5). */
final class StandardBase64 {

  private StandardBase64() {}

  /**
   * @throws MalformedException if it is not the one text of {@code length} bytes
   */
  static byte[] decode(String text, int length) {
    byte[] bytes = decodeLeniently(text);
    if (bytes.length != length || !Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw malformed(length);
    }
    return bytes;
  }

  private static byte[] decodeLeniently(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static MalformedException malformed(int length) {
    return new MalformedException("is not " + length + " bytes in base64");
  }
}
