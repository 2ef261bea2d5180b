package io.filigree.protocol.noise;

import java.util.Arrays;

/** BLAKE2s (RFC 7693), plain or keyed, fed piece by piece. For one thread. */
public final class Blake2s {

  /** Length of the usual result, in bytes; also the most there can be. */
  public static final int BYTES = 32;

  static final int BLOCK = 64;

  private static final int[] IV = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };

  /** RFC 7693, 2.7: which word of the block goes where, round by round. */
  private static final byte[] SIGMA = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, //
    14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3, //
    11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4, //
    7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8, //
    9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13, //
    2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9, //
    12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11, //
    13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10, //
    6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5, //
    10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0
  };

  private final int[] state = new int[8];
  private final byte[] block = new byte[BLOCK];
  private final int[] words = new int[16];
  private final int[] v = new int[16];
  private int filled;
  private long count;

  private Blake2s() {}

  /**
   * @param bytes length of the result, 1 to 32
   * @param key at most 32 bytes; none for a plain hash
   */
  public static Blake2s of(int bytes, byte[] key) {
    if (bytes < 1 || bytes > BYTES || key.length > BYTES) {
      throw new IllegalArgumentException("BLAKE2s has results and keys of up to 32 bytes");
    }
    Blake2s hash = new Blake2s();
    System.arraycopy(IV, 0, hash.state, 0, IV.length);
    hash.state[0] ^= 0x0101_0000 | (key.length << 8) | bytes;
    if (key.length > 0) {
      System.arraycopy(key, 0, hash.block, 0, key.length);
      hash.filled = BLOCK;
    }
    return hash;
  }

  /** The 32-byte hash of the parts one after the other. */
  public static byte[] hash(byte[]... parts) {
    Blake2s hash = of(BYTES, new byte[0]);
    for (byte[] part : parts) {
      hash.update(part, 0, part.length);
    }
    return hash.digest(BYTES);
  }

  /** A calculator that {@link #resume} sets to work. */
  static Blake2s idle() {
    return new Blake2s();
  }

  /** What is left of a key once its block is compressed; see {@link #resume}. */
  static int[] stateAfterKey(int bytes, byte[] key) {
    Blake2s hash = of(bytes, key);
    hash.flush(false);
    return hash.state.clone();
  }

  /** Goes on where {@link #stateAfterKey} stopped: a key is compressed once, not per message. */
  Blake2s resume(int[] stateAfterKey) {
    System.arraycopy(stateAfterKey, 0, state, 0, state.length);
    count = BLOCK;
    filled = 0;
    return this;
  }

  public Blake2s update(byte[] data, int from, int length) {
    int at = from;
    int end = from + length;
    while (at < end) {
      if (filled == BLOCK) {
        flush(false);
      }
      int step = Math.min(BLOCK - filled, end - at);
      System.arraycopy(data, at, block, filled, step);
      filled += step;
      at += step;
    }
    return this;
  }

  /** Ends the calculation and gives the first bytes of the result. */
  public byte[] digest(int bytes) {
    finish();
    byte[] out = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      out[i] = byteAt(i);
    }
    return out;
  }

  /** Ends the calculation and compares, in a time that does not depend on the bytes. */
  boolean endsIn(byte[] expected, int from, int bytes) {
    finish();
    int difference = 0;
    for (int i = 0; i < bytes; i++) {
      difference |= byteAt(i) ^ expected[from + i];
    }
    return difference == 0;
  }

  private byte byteAt(int i) {
    return (byte) (state[i >> 2] >>> (8 * (i & 3)));
  }

  private void finish() {
    Arrays.fill(block, filled, BLOCK, (byte) 0);
    flush(true);
  }

  private void flush(boolean last) {
    count += filled;
    filled = 0;
    compress(last);
  }

  private void compress(boolean last) {
    for (int i = 0; i < 16; i++) {
      int at = i << 2;
      words[i] =
          (block[at] & 0xff)
              | ((block[at + 1] & 0xff) << 8)
              | ((block[at + 2] & 0xff) << 16)
              | (block[at + 3] << 24);
    }
    System.arraycopy(state, 0, v, 0, 8);
    System.arraycopy(IV, 0, v, 8, 8);
    v[12] ^= (int) count;
    v[13] ^= (int) (count >>> 32);
    if (last) {
      v[14] = ~v[14];
    }
    for (int round = 0; round < SIGMA.length; round += 16) {
      round(round);
    }
    for (int i = 0; i < 8; i++) {
      state[i] ^= v[i] ^ v[i + 8];
    }
  }

  private void round(int row) {
    mix(0, 4, 8, 12, row);
    mix(1, 5, 9, 13, row + 2);
    mix(2, 6, 10, 14, row + 4);
    mix(3, 7, 11, 15, row + 6);
    mix(0, 5, 10, 15, row + 8);
    mix(1, 6, 11, 12, row + 10);
    mix(2, 7, 8, 13, row + 12);
    mix(3, 4, 9, 14, row + 14);
  }

  /** RFC 7693, 3.1: the function G, with two words of the block. */
  private void mix(int a, int b, int c, int d, int at) {
    int va = v[a] + v[b] + words[SIGMA[at]];
    int vd = Integer.rotateRight(v[d] ^ va, 16);
    int vc = v[c] + vd;
    int vb = Integer.rotateRight(v[b] ^ vc, 12);
    va += vb + words[SIGMA[at + 1]];
    vd = Integer.rotateRight(vd ^ va, 8);
    vc += vd;
    v[a] = va;
    v[b] = Integer.rotateRight(vb ^ vc, 7);
    v[c] = vc;
    v[d] = vd;
  }
}
