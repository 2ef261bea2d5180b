package io.filigree.protocol.key;

import io.filigree.protocol.MalformedException;
import java.math.BigInteger;

/**
 * An Ed25519 public key: a canonical encoding of a point that is on the curve and not of small
 * order.
 *
 * @param text 32 bytes as base64url without padding; equal keys have equal texts
 */
public record Ed25519PublicKey(String text) {

  public Ed25519PublicKey {
    check(Base64Url.decode(text, LittleEndian.BYTES));
  }

  /**
   * @throws MalformedException if it is not 32 bytes of base64url, or not such a point
   */
  public static Ed25519PublicKey parse(String text) {
    return new Ed25519PublicKey(text);
  }

  /**
   * @param bytes 32 bytes as in RFC 8032
   * @throws MalformedException if they are not such a point
   */
  public static Ed25519PublicKey ofBytes(byte[] bytes) {
    return new Ed25519PublicKey(Base64Url.encode(bytes));
  }

  /** 32 bytes as in RFC 8032. */
  public byte[] bytes() {
    return Base64Url.decode(text);
  }

  private static void check(byte[] bytes) {
    BigInteger y = LittleEndian.number(bytes).clearBit(255);
    if (y.compareTo(Curve25519.P) >= 0) {
      throw new MalformedException("is not the canonical encoding of a key");
    }
    if (Curve25519.SMALL_ORDER_Y.contains(y)) {
      throw new MalformedException("is a key of small order, under which anybody can sign");
    }
    if (!Curve25519.isOnEdwards(y)) {
      throw new MalformedException("is not a point of the curve");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
