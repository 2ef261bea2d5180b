package io.filigree.protocol.feed;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.digest.Digest;

/**
 * Where a reader stands: {@code <revision>.<digest>}.
 *
 * @param digest the sum of the digests of all documents at that revision
 */
public record Cursor(Revision revision, Digest digest) {

  private static final int MAX_DIGITS = 19;

  /**
   * @throws MalformedException if it is not a decimal number, a dot and 64 hex digits
   */
  public static Cursor parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 1 || dot > MAX_DIGITS || (dot > 1 && text.charAt(0) == '0')) {
      throw MalformedException.of(text, "is not <revision>.<digest>");
    }
    return new Cursor(revision(text, dot), Digest.parse(text.substring(dot + 1)));
  }

  private static Revision revision(String text, int end) {
    long value = 0;
    for (int i = 0; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw MalformedException.of(text, "is not <revision>.<digest>");
      }
      value = value * 10 + digit;
    }
    return new Revision(value);
  }

  @Override
  public String toString() {
    return revision + "." + digest;
  }
}
