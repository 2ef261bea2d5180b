package io.filigree.protocol.key;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.digest.Digest;

/**
 * The SHA-256 of a certificate authority's SubjectPublicKeyInfo, {@code sha256/<base64url>}. It
 * names the key, so the certificate can be renewed.
 *
 * @param spki hash of the DER bytes
 */
public record Pin(Digest spki) {

  private static final String ALGORITHM = "sha256/";

  /**
   * @throws MalformedException if it is not {@code sha256/} and 32 bytes of base64url
   */
  public static Pin parse(String text) {
    if (!text.startsWith(ALGORITHM)) {
      throw MalformedException.of(text, "does not begin with " + ALGORITHM);
    }
    return new Pin(
        Digest.ofBytes(Base64Url.decode(text.substring(ALGORITHM.length()), Digest.BYTES)));
  }

  /**
   * @param spki DER bytes, as {@code PublicKey.getEncoded()} gives them
   */
  public static Pin of(byte[] spki) {
    return new Pin(Digest.sha256(spki));
  }

  @Override
  public String toString() {
    return ALGORITHM + Base64Url.encode(spki.bytes());
  }
}
