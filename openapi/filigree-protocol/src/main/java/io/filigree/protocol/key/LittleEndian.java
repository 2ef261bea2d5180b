package io.filigree.protocol.key;

import java.math.BigInteger;
import java.util.Arrays;

/** Numbers as Curve25519 writes them: 32 bytes, the lowest first (RFC 7748, 5). */
final class LittleEndian {

  static final int BYTES = 32;

  private LittleEndian() {}

  static BigInteger number(byte[] bytes) {
    return new BigInteger(1, reversed(bytes));
  }

  /** The number's 32 bytes; it is not negative and has at most 256 bits. */
  static byte[] bytes(BigInteger number) {
    byte[] out = new byte[BYTES];
    byte[] big = number.toByteArray();
    for (int i = 0; i < big.length && i < BYTES; i++) {
      out[i] = big[big.length - 1 - i];
    }
    return out;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = Arrays.copyOf(bytes, bytes.length);
    for (int i = 0; i < out.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }
}
