package io.filigree.protocol.digest;

import java.math.BigInteger;

/**
 * The sum of digests mod 2^256: the same for the same set in any order, and one document's change
 * is one subtraction and one addition.
 *
 * <p>It finds mistakes, not attacks (who may choose many documents can make sums meet); what holds
 * against attacks is the roster's signature.
 *
 * @param value the sum as a digest
 */
public record DigestSum(Digest value) {

  private static final DigestSum ZERO = new DigestSum(new Digest(0, 0, 0, 0));

  public static DigestSum zero() {
    return ZERO;
  }

  /**
   * @param number 0 to 2^256 - 1, as a database column of type {@code numeric} holds it
   */
  public static DigestSum of(BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > 256) {
      throw new IllegalArgumentException("a digest sum has 256 bits and no sign");
    }
    return new DigestSum(
        new Digest(
            number.shiftRight(192).longValue(),
            number.shiftRight(128).longValue(),
            number.shiftRight(64).longValue(),
            number.longValue()));
  }

  public DigestSum add(Digest x) {
    long d = value.d() + x.d();
    long carryD = carry(d, x.d());
    long c0 = value.c() + x.c();
    long c = c0 + carryD;
    long carryC = carry(c0, x.c()) | carry(c, carryD);
    long b0 = value.b() + x.b();
    long b = b0 + carryC;
    long carryB = carry(b0, x.b()) | carry(b, carryC);
    return new DigestSum(new Digest(value.a() + x.a() + carryB, b, c, d));
  }

  public DigestSum subtract(Digest x) {
    // -x is ~x + 1 in two's complement
    return add(new Digest(~x.a(), ~x.b(), ~x.c(), ~x.d())).add(new Digest(0, 0, 0, 1));
  }

  /** 1 if an addition of {@code addend} that gave {@code sum} went past 2^64. */
  private static long carry(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }

  public BigInteger toBigInteger() {
    return new BigInteger(1, value.bytes());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
