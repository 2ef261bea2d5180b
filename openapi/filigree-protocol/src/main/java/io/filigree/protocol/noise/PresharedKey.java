package io.filigree.protocol.noise;

/** A secret that both ends have been given beforehand; most have none, which is all zeros. */
public final class PresharedKey {

  private static final int BYTES = 32;
  private static final PresharedKey NONE = new PresharedKey(new byte[BYTES]);

  private final byte[] bytes;

  private PresharedKey(byte[] bytes) {
    this.bytes = bytes;
  }

  public static PresharedKey none() {
    return NONE;
  }

  /**
   * @param bytes 32 bytes
   */
  public static PresharedKey ofBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a pre-shared key has 32 bytes");
    }
    return new PresharedKey(bytes.clone());
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "PresharedKey[***]";
  }
}
