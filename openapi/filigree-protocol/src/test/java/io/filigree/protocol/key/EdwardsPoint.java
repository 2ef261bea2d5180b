package io.filigree.protocol.key;

import static io.filigree.protocol.key.Curve25519.D;
import static io.filigree.protocol.key.Curve25519.P;

import java.math.BigInteger;
import java.util.Optional;

/** Slow, plain arithmetic on the Edwards curve (RFC 8032, 5.1.4), to check lists against. */
record EdwardsPoint(BigInteger x, BigInteger y) {

  private static final EdwardsPoint NEUTRAL = new EdwardsPoint(BigInteger.ZERO, BigInteger.ONE);

  private static final BigInteger ROOT_OF_MINUS_1 =
      BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

  /** One of the points with this y, if there is any (RFC 8032, 5.1.3). */
  static Optional<EdwardsPoint> withY(BigInteger y) {
    BigInteger yy = y.multiply(y);
    BigInteger xx =
        yy.subtract(BigInteger.ONE)
            .multiply(D.multiply(yy).add(BigInteger.ONE).modInverse(P))
            .mod(P);
    BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!x.multiply(x).mod(P).equals(xx)) {
      x = x.multiply(ROOT_OF_MINUS_1).mod(P);
    }
    return x.multiply(x).mod(P).equals(xx) ? Optional.of(new EdwardsPoint(x, y)) : Optional.empty();
  }

  EdwardsPoint plus(EdwardsPoint other) {
    BigInteger product = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y).mod(P);
    BigInteger sumX = x.multiply(other.y).add(other.x.multiply(y));
    BigInteger sumY = y.multiply(other.y).add(x.multiply(other.x));
    return new EdwardsPoint(
        sumX.multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
        sumY.multiply(BigInteger.ONE.subtract(product).modInverse(P)).mod(P));
  }

  EdwardsPoint times(BigInteger n) {
    EdwardsPoint sum = NEUTRAL;
    for (int bit = n.bitLength() - 1; bit >= 0; bit--) {
      sum = sum.plus(sum);
      sum = n.testBit(bit) ? sum.plus(this) : sum;
    }
    return sum;
  }
}
