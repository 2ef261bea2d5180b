package io.filigree.protocol.key;

/**
 * An Ed25519 signature. Never compare signatures to tell documents apart: one document has many.
 *
 * @param text 64 bytes as base64url without padding
 */
public record Signature64(String text) {

  private static final int BYTES = 64;

  public Signature64 {
    Base64Url.decode(text, BYTES);
  }

  /**
   * @throws io.filigree.protocol.MalformedException if it is not 64 bytes of base64url
   */
  public static Signature64 parse(String text) {
    return new Signature64(text);
  }

  /**
   * @param bytes 64 bytes
   */
  public static Signature64 ofBytes(byte[] bytes) {
    return new Signature64(Base64Url.encode(bytes));
  }

  public byte[] bytes() {
    return Base64Url.decode(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
