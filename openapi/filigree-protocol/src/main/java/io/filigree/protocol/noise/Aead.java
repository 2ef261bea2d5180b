package io.filigree.protocol.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** ChaCha20-Poly1305 (RFC 8439) with a counter for a nonce, and XChaCha20-Poly1305. */
final class Aead {

  /** What sealing adds, in bytes. */
  static final int TAG = 16;

  /** Length of XChaCha20's nonce in bytes. */
  static final int LONG_NONCE = 24;

  private static final int NONCE = 12;

  private Aead() {}

  static byte[] seal(byte[] key, long counter, byte[] plain, byte[] covered) {
    return seal(key, nonce(counter), plain, covered);
  }

  static byte[] sealLong(byte[] key, byte[] nonce, byte[] plain, byte[] covered) {
    return seal(HChaCha20.subkey(key, nonce), tailOf(nonce), plain, covered);
  }

  /** Empty if what is sealed, what is covered or the key is not what it was. */
  static Optional<byte[]> open(
      byte[] key, long counter, byte[] sealed, int from, int length, byte[] covered) {
    return open(key, nonce(counter), sealed, from, length, covered);
  }

  /** The same for {@link #sealLong}. */
  static Optional<byte[]> openLong(byte[] key, byte[] nonce, byte[] sealed, byte[] covered) {
    return open(HChaCha20.subkey(key, nonce), tailOf(nonce), sealed, 0, sealed.length, covered);
  }

  private static byte[] seal(byte[] key, byte[] nonce, byte[] plain, byte[] covered) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key, nonce, covered).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has ChaCha20-Poly1305", e);
    }
  }

  private static Optional<byte[]> open(
      byte[] key, byte[] nonce, byte[] sealed, int from, int length, byte[] covered) {
    if (length < TAG) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, covered);
      return Optional.of(cipher.doFinal(sealed, from, length));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has ChaCha20-Poly1305", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] covered)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
    cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
    cipher.updateAAD(covered);
    return cipher;
  }

  private static byte[] nonce(long counter) {
    return ByteBuffer.allocate(NONCE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0)
        .putLong(counter)
        .array();
  }

  private static byte[] tailOf(byte[] longNonce) {
    byte[] nonce = new byte[NONCE];
    System.arraycopy(longNonce, HChaCha20.NONCE, nonce, 4, LONG_NONCE - HChaCha20.NONCE);
    return nonce;
  }
}
