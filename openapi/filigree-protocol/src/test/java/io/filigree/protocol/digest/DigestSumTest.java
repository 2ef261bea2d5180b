package io.filigree.protocol.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestSumTest {

  private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

  private final Random random = new Random(7);

  @Test
  void sumsAreThoseOfBigNumbersModulo2To256() {
    DigestSum sum = DigestSum.zero();
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 50_000; i++) {
      Digest digest = digest();
      boolean add = random.nextBoolean();
      sum = add ? sum.add(digest) : sum.subtract(digest);
      BigInteger number = new BigInteger(1, digest.bytes());
      expected = (add ? expected.add(number) : expected.subtract(number)).mod(MODULUS);
      assertThat(sum.toBigInteger()).isEqualTo(expected);
    }
    assertThat(DigestSum.of(expected)).isEqualTo(sum);
  }

  @Test
  void carriesGoThroughWordsOfAllOnes() {
    for (int i = 0; i < 50_000; i++) {
      Digest a = digest();
      Digest b = digest();
      BigInteger first = new BigInteger(1, a.bytes());
      BigInteger second = new BigInteger(1, b.bytes());
      assertThat(DigestSum.of(first).add(b).toBigInteger())
          .isEqualTo(first.add(second).mod(MODULUS));
      assertThat(DigestSum.of(first).subtract(b).toBigInteger())
          .isEqualTo(first.subtract(second).mod(MODULUS));
    }
  }

  /** Words of all ones are where carries go wrong. */
  private Digest digest() {
    return new Digest(word(), word(), word(), word());
  }

  private long word() {
    return switch (random.nextInt(4)) {
      case 0 -> -1;
      case 1 -> 0;
      default -> random.nextLong();
    };
  }

  @Test
  void theLargestSumIsReadBack() {
    DigestSum most = DigestSum.zero().subtract(new Digest(0, 0, 0, 1));
    assertThat(most.toString()).isEqualTo("f".repeat(64));
    assertThat(DigestSum.of(MODULUS.subtract(BigInteger.ONE))).isEqualTo(most);
    assertThatThrownBy(() -> DigestSum.of(MODULUS)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDigestReadsAsItIsWritten() {
    Digest digest = Digest.sha256(new byte[0]);
    assertThat(digest)
        .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
    assertThat(Digest.ofBytes(digest.bytes())).isEqualTo(digest);
  }

  @Test
  void upperCaseSignsAndOtherLengthsAreRefused() {
    for (String text : new String[] {"", "E".repeat(64), "+".repeat(64), "0".repeat(63)}) {
      assertThatThrownBy(() -> Digest.parse(text)).isInstanceOf(MalformedException.class);
    }
  }
}
