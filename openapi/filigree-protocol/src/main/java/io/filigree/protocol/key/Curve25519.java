package io.filigree.protocol.key;

import java.math.BigInteger;
import java.util.Set;

/**
 * The arithmetic that key validation needs and the JDK does not do: which encodings are canonical,
 * on the curve, and not of small order.
 *
 * <p>Under a key of small order one signature fits any message, and a key agreement has one of a
 * few results; the JDK imports such keys without a word.
 */
final class Curve25519 {

  /** The field: 2^255 - 19. */
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** Of twisted Edwards form -x^2 + y^2 = 1 + d x^2 y^2 (RFC 8032, 5.1). */
  static final BigInteger D =
      BigInteger.valueOf(-121_665).multiply(BigInteger.valueOf(121_666).modInverse(P)).mod(P);

  /** The y of the eight points whose order divides 8; two points share one y, except y = 1, -1. */
  static final Set<BigInteger> SMALL_ORDER_Y =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          P.subtract(BigInteger.ONE),
          hex("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826"),
          hex("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7"));

  /** The u of the points of small order on the curve and on its twist (RFC 7748, 6.1). */
  static final Set<BigInteger> SMALL_ORDER_U =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          P.subtract(BigInteger.ONE),
          hex("00b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0"),
          hex("57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f"));

  private Curve25519() {}

  /** Whether some x belongs to this y on the Edwards curve: x^2 = (y^2 - 1) / (d y^2 + 1). */
  static boolean isOnEdwards(BigInteger y) {
    BigInteger yy = y.multiply(y).mod(P);
    BigInteger numerator = yy.subtract(BigInteger.ONE);
    BigInteger denominator = D.multiply(yy).add(BigInteger.ONE);
    // n / d is a square exactly if n d is
    return Jacobi.isSquare(numerator.multiply(denominator).mod(P));
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }
}
