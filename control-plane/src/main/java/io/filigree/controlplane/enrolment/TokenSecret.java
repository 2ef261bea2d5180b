package io.filigree.controlplane.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The secret half of a join token, known to this class as a hash only. */
final class TokenSecret {

  private final byte[] hash;

  private TokenSecret(byte[] hash) {
    this.hash = hash.clone();
  }

  /** What the database holds. */
  static TokenSecret ofHash(byte[] hash) {
    return new TokenSecret(hash);
  }

  /** What a client sent, or what was just made. */
  static TokenSecret of(String secret) {
    return new TokenSecret(sha256(secret));
  }

  byte[] hash() {
    return hash.clone();
  }

  /** In constant time. */
  boolean matches(TokenSecret other) {
    return MessageDigest.isEqual(hash, other.hash);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
