package io.filigree.protocol.request;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.digest.Digest;
import java.util.Base64;

/**
 * The {@code Content-Digest} header (RFC 9530), of SHA-256 only: {@code sha-256=:<base64>:}.
 *
 * @param sha256 of the body
 */
public record ContentDigest(Digest sha256) {

  private static final String START = "sha-256=:";
  private static final String END = ":";

  public static ContentDigest of(byte[] body) {
    return new ContentDigest(Digest.sha256(body));
  }

  /**
   * @throws MalformedException if it is not exactly one SHA-256 value
   */
  public static ContentDigest parse(String header) {
    if (header.startsWith(START) && header.endsWith(END) && header.length() > START.length()) {
      String value = header.substring(START.length(), header.length() - END.length());
      return new ContentDigest(Digest.ofBytes(StandardBase64.decode(value, Digest.BYTES)));
    }
    throw MalformedException.of(header, "is not sha-256=:<base64>:");
  }

  public boolean matches(byte[] body) {
    return sha256.equals(Digest.sha256(body));
  }

  /** The header's value. */
  @Override
  public String toString() {
    return START + Base64.getEncoder().encodeToString(sha256.bytes()) + END;
  }
}
