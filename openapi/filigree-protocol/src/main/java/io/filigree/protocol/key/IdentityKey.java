package io.filigree.protocol.key;

/**
 * Who a site is to everybody else: signs its requests and its facts; the roster names it.
 *
 * @param key the Ed25519 key
 */
public record IdentityKey(Ed25519PublicKey key) {

  /**
   * @throws io.filigree.protocol.MalformedException if it is no Ed25519 key in base64url
   */
  public static IdentityKey parse(String text) {
    return new IdentityKey(Ed25519PublicKey.parse(text));
  }

  @Override
  public String toString() {
    return key.text();
  }
}
