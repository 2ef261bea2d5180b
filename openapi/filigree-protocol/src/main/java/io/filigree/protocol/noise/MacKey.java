package io.filigree.protocol.noise;

import java.nio.charset.StandardCharsets;

/**
 * A key of {@link Mac}, ready for use: mac1 is made under a hash of the receiver's public key, mac2
 * under a cookie.
 */
public final class MacKey {

  private static final byte[] MAC1 = "mac1----".getBytes(StandardCharsets.US_ASCII);

  final int[] state;

  private MacKey(int[] state) {
    this.state = state;
  }

  /**
   * The key of mac1 in messages to the owner of that public key: who knows it can tell at the price
   * of one hash whom a handshake message is for.
   *
   * @param publicKey 32 bytes
   */
  static MacKey mac1(byte[] publicKey) {
    return ofBytes(Blake2s.hash(MAC1, publicKey));
  }

  /**
   * @param key at most 32 bytes
   */
  public static MacKey ofBytes(byte[] key) {
    return new MacKey(Blake2s.stateAfterKey(Mac.BYTES, key));
  }
}
