package io.filigree.protocol.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** HChaCha20 (draft-irtf-cfrg-xchacha-03, 2.2): makes the subkey by which a nonce may be long. */
final class HChaCha20 {

  /** How much of the long nonce goes into the subkey, in bytes. */
  static final int NONCE = 16;

  private static final int DOUBLE_ROUNDS = 10;

  private HChaCha20() {}

  /**
   * @param key 32 bytes
   * @param nonce of which the first 16 bytes are used
   */
  static byte[] subkey(byte[] key, byte[] nonce) {
    int[] x = new int[16];
    x[0] = 0x61707865; // "expand 32-byte k"
    x[1] = 0x3320646e;
    x[2] = 0x79622d32;
    x[3] = 0x6b206574;
    ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(x, 4, 8);
    ByteBuffer.wrap(nonce).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(x, 12, 4);
    for (int i = 0; i < DOUBLE_ROUNDS; i++) {
      doubleRound(x);
    }
    ByteBuffer out = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    out.asIntBuffer().put(x, 0, 4).put(x, 12, 4);
    return out.array();
  }

  private static void doubleRound(int[] x) {
    quarter(x, 0, 4, 8, 12);
    quarter(x, 1, 5, 9, 13);
    quarter(x, 2, 6, 10, 14);
    quarter(x, 3, 7, 11, 15);
    quarter(x, 0, 5, 10, 15);
    quarter(x, 1, 6, 11, 12);
    quarter(x, 2, 7, 8, 13);
    quarter(x, 3, 4, 9, 14);
  }

  private static void quarter(int[] x, int a, int b, int c, int d) {
    x[a] += x[b];
    x[d] = Integer.rotateLeft(x[d] ^ x[a], 16);
    x[c] += x[d];
    x[b] = Integer.rotateLeft(x[b] ^ x[c], 12);
    x[a] += x[b];
    x[d] = Integer.rotateLeft(x[d] ^ x[a], 8);
    x[c] += x[d];
    x[b] = Integer.rotateLeft(x[b] ^ x[c], 7);
  }
}
