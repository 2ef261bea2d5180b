package io.filigree.protocol.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Blake2sTest {

  private static final byte[] NO_KEY = {};

  @Test
  void abcHashesAsInRfc7693() {
    assertThat(Blake2s.hash("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(hex("508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982"));
  }

  /** RFC 7693, appendix E: every result length and input length that matters, plain and keyed. */
  @Test
  void theSelfTestOfRfc7693Holds() {
    Blake2s all = Blake2s.of(32, NO_KEY);
    for (int bytes : new int[] {16, 20, 28, 32}) {
      for (int length : new int[] {0, 3, 64, 65, 255, 1024}) {
        byte[] in = sequence(length);
        add(all, hash(bytes, NO_KEY, in));
        add(all, hash(bytes, sequence(bytes), in));
      }
    }
    assertThat(all.digest(32))
        .isEqualTo(hex("6a411f08ce25adcdfb02aba641451cec53c598b24f4fc787fbdc88797f4c1dfe"));
  }

  @Test
  void whetherABlockComesInPiecesDoesNotMatter() {
    byte[] data = sequence(1000);
    for (int step : new int[] {1, 7, 63, 64, 65, 128}) {
      Blake2s hash = Blake2s.of(32, NO_KEY);
      for (int at = 0; at < data.length; at += step) {
        hash.update(data, at, Math.min(step, data.length - at));
      }
      assertThat(hash.digest(32)).as("pieces of %s", step).isEqualTo(Blake2s.hash(data));
    }
  }

  @Test
  void partsAreHashedOneAfterTheOther() {
    assertThat(Blake2s.hash(new byte[] {1}, NO_KEY, new byte[] {2, 3}))
        .isEqualTo(Blake2s.hash(new byte[] {1, 2, 3}));
  }

  @Test
  void aCodeUnderAKeyIsTheKeyedHash() {
    byte[] key = sequence(32);
    Mac mac = new Mac();
    for (int length : new int[] {1, 60, 64, 116, 132}) {
      byte[] message = Arrays.copyOf(sequence(length), length + Mac.BYTES);
      byte[] code = mac.of(MacKey.ofBytes(key), message, length);
      assertThat(code).isEqualTo(hash(16, key, sequence(length)));
      System.arraycopy(code, 0, message, length, code.length);
      assertThat(mac.matches(MacKey.ofBytes(key), message, length)).isTrue();
      message[length + 15] ^= 1;
      assertThat(mac.matches(MacKey.ofBytes(key), message, length)).isFalse();
    }
  }

  @Test
  void longerResultsAndKeysThanThereAreAreRefused() {
    assertThatThrownBy(() -> Blake2s.of(33, NO_KEY)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Blake2s.of(0, NO_KEY)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Blake2s.of(32, new byte[33]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] hash(int bytes, byte[] key, byte[] in) {
    return Blake2s.of(bytes, key).update(in, 0, in.length).digest(bytes);
  }

  private static void add(Blake2s hash, byte[] data) {
    hash.update(data, 0, data.length);
  }

  /** The RFC's sequence, whose seed there is always its length. */
  private static byte[] sequence(int length) {
    byte[] out = new byte[length];
    int a = 0xdead4bad * length;
    int b = 1;
    for (int i = 0; i < length; i++) {
      int next = a + b;
      a = b;
      b = next;
      out[i] = (byte) (next >>> 24);
    }
    return out;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
