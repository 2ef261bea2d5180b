package io.filigree.edge.relay;

/** The Internet checksum (RFC 1071). */
final class Checksum {

  private Checksum() {}

  /** The sum of the 16-bit words, not folded; an odd last byte counts as if a zero followed. */
  static long sum(byte[] bytes) {
    long sum = 0;
    for (int i = 0; i < bytes.length; i += 2) {
      int low = i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
      sum += ((bytes[i] & 0xff) << 8) | low;
    }
    return sum;
  }

  /** The complement of the sum in 16 bits. */
  static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) ~folded & 0xffff;
  }
}
