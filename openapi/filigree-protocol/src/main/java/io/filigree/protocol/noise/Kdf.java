package io.filigree.protocol.noise;

/** HKDF over HMAC-BLAKE2s, as Noise uses it. */
final class Kdf {

  private static final byte[] NOTHING = {};
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private Kdf() {}

  /** {@code count} keys of 32 bytes from a chaining key and new input. */
  static byte[][] derive(byte[] chainingKey, byte[] input, int count) {
    byte[] secret = hmac(chainingKey, input, NOTHING);
    byte[][] keys = new byte[count][];
    byte[] last = NOTHING;
    for (int i = 0; i < count; i++) {
      last = hmac(secret, last, new byte[] {(byte) (i + 1)});
      keys[i] = last;
    }
    return keys;
  }

  /**
   * @param key 32 bytes
   */
  private static byte[] hmac(byte[] key, byte[] first, byte[] second) {
    return Blake2s.hash(padded(key, OUTER), Blake2s.hash(padded(key, INNER), first, second));
  }

  private static byte[] padded(byte[] key, byte pad) {
    byte[] block = new byte[Blake2s.BLOCK];
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) (i < key.length ? key[i] ^ pad : pad);
    }
    return block;
  }
}
