package io.filigree.protocol.key;

/**
 * Signs the roster of a mesh: which sites there are and what they own.
 *
 * @param key the Ed25519 key
 */
public record RosterKey(Ed25519PublicKey key) {

  /**
   * @throws io.filigree.protocol.MalformedException if it is no Ed25519 key in base64url
   */
  public static RosterKey parse(String text) {
    return new RosterKey(Ed25519PublicKey.parse(text));
  }

  @Override
  public String toString() {
    return key.text();
  }
}
