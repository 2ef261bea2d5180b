package io.filigree.protocol.key;

import io.filigree.protocol.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/**
 * A WireGuard public key: the canonical encoding of an X25519 point that is not of small order.
 * Canonical, because a second text for one key would pass as another site's.
 *
 * @param text 32 bytes as base64url without padding, as in documents; equal keys have equal texts
 */
public record WireGuardPublicKey(String text) implements Comparable<WireGuardPublicKey> {

  public WireGuardPublicKey {
    check(Base64Url.decode(text, LittleEndian.BYTES));
  }

  /**
   * Reads the text of documents, base64url without padding.
   *
   * @throws MalformedException if it is no such key
   */
  public static WireGuardPublicKey parse(String text) {
    return new WireGuardPublicKey(text);
  }

  /**
   * Reads the text that {@code wg} prints, base64 with padding.
   *
   * @throws MalformedException if it is no such key
   */
  public static WireGuardPublicKey parseBase64(String text) {
    if (text.length() != 44 || text.charAt(43) != '=') {
      throw new MalformedException("is not a WireGuard key in base64");
    }
    return parse(text.substring(0, 43).replace('+', '-').replace('/', '_'));
  }

  /**
   * @param bytes 32 bytes as in RFC 7748
   */
  public static WireGuardPublicKey ofBytes(byte[] bytes) {
    return new WireGuardPublicKey(Base64Url.encode(bytes));
  }

  /** 32 bytes as in RFC 7748. */
  public byte[] bytes() {
    return Base64Url.decode(text);
  }

  /** The text that {@code wg} takes and prints. */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  /** The text of documents. */
  public String toBase64Url() {
    return text;
  }

  private static void check(byte[] bytes) {
    BigInteger u = LittleEndian.number(bytes);
    if (u.compareTo(Curve25519.P) >= 0) {
      throw new MalformedException("is not the canonical encoding of a WireGuard key");
    }
    if (Curve25519.SMALL_ORDER_U.contains(u)) {
      throw new MalformedException("is a WireGuard key of small order, which has no secret");
    }
  }

  /** The order of the bytes, which decides who of two ends moves first. */
  @Override
  public int compareTo(WireGuardPublicKey other) {
    return Arrays.compareUnsigned(bytes(), other.bytes());
  }

  @Override
  public String toString() {
    return text;
  }
}
