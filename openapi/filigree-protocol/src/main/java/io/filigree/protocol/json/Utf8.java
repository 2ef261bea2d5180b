package io.filigree.protocol.json;

import io.filigree.protocol.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 without forgiveness: what the JDK would replace by question marks is an error. */
public final class Utf8 {

  private Utf8() {}

  /**
   * @throws MalformedException if the text holds half of a surrogate pair
   */
  public static byte[] encode(String text) {
    if (!isWellFormed(text)) {
      throw new MalformedException("holds half of a surrogate pair");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws MalformedException if the bytes are not UTF-8
   */
  public static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  static String decode(byte[] bytes, int from, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("is not UTF-8");
    }
  }

  /** Whether surrogates stand in pairs only. */
  public static boolean isWellFormed(String text) {
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return false;
      }
      i += Character.charCount(codePoint);
    }
    return true;
  }
}
