package io.filigree.controlplane.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret half of a token: 256 random bits, so that one round of SHA-256 keeps it. Only its hash
 * is ever stored.
 */
final class TokenSecret {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  TokenSecret(String text) {
    this.text = text;
  }

  static TokenSecret generate() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return new TokenSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** What is stored. */
  SecretHash hash() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return new SecretHash(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** The secret itself, for the one answer or file that hands it over. */
  String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "TokenSecret[***]";
  }
}
