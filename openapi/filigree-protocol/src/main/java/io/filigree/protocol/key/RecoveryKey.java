package io.filigree.protocol.key;

/**
 * The only key that can change the roster key of a mesh; its private half is on paper.
 *
 * @param key the Ed25519 key
 */
public record RecoveryKey(Ed25519PublicKey key) {

  /**
   * @throws io.filigree.protocol.MalformedException if it is no Ed25519 key in base64url
   */
  public static RecoveryKey parse(String text) {
    return new RecoveryKey(Ed25519PublicKey.parse(text));
  }

  @Override
  public String toString() {
    return key.text();
  }
}
