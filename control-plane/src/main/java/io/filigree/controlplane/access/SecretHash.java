package io.filigree.controlplane.access;

import java.security.MessageDigest;

/** The SHA-256 of a token's secret: all that the database has of it. */
final class SecretHash {
  /** Compared when a token is unknown, so that known and unknown ones take the same time. */
  static final SecretHash OF_NOTHING = new SecretHash(new byte[32]);

  private final byte[] bytes;

  SecretHash(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** In constant time, so that the time taken tells nothing about the hash. */
  boolean isOf(TokenSecret secret) {
    return MessageDigest.isEqual(bytes, secret.hash().bytes);
  }

  /** As stored. */
  byte[] bytes() {
    return bytes.clone();
  }
}
