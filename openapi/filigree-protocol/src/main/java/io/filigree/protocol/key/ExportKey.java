package io.filigree.protocol.key;

/**
 * The key of a site's cluster agent: signs exports and the agent's own requests, nothing else.
 *
 * @param key the Ed25519 key
 */
public record ExportKey(Ed25519PublicKey key) {

  /**
   * @throws io.filigree.protocol.MalformedException if it is no Ed25519 key in base64url
   */
  public static ExportKey parse(String text) {
    return new ExportKey(Ed25519PublicKey.parse(text));
  }

  @Override
  public String toString() {
    return key.text();
  }
}
