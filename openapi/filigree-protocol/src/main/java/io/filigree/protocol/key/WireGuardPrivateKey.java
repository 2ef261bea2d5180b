package io.filigree.protocol.key;

import io.filigree.protocol.MalformedException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/**
 * A WireGuard private key. It is clamped from the moment it exists: the kernel clamps what it is
 * given, and would then take every {@code syncconf} with the unclamped key for a change of key and
 * drop all sessions.
 */
public final class WireGuardPrivateKey {

  private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

  private final byte[] bytes;

  /** Computed when first asked for; a race computes it twice, and both are right. */
  private @Nullable WireGuardPublicKey publicKey;

  private WireGuardPrivateKey(byte[] bytes) {
    this.bytes = bytes;
    bytes[0] &= (byte) 0xf8;
    bytes[31] &= 0x7f;
    bytes[31] |= 0x40;
  }

  public static WireGuardPrivateKey generate() {
    byte[] bytes = new byte[LittleEndian.BYTES];
    new SecureRandom().nextBytes(bytes);
    return new WireGuardPrivateKey(bytes);
  }

  /**
   * @param bytes 32 bytes, clamped here if they are not
   */
  public static WireGuardPrivateKey ofBytes(byte[] bytes) {
    if (bytes.length != LittleEndian.BYTES) {
      throw new IllegalArgumentException("a WireGuard private key has 32 bytes");
    }
    return new WireGuardPrivateKey(bytes.clone());
  }

  /**
   * Reads the text that {@code wg genkey} prints.
   *
   * @throws MalformedException without the text
   */
  public static WireGuardPrivateKey parseBase64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length == LittleEndian.BYTES && text.length() == 44) {
        return new WireGuardPrivateKey(bytes);
      }
    } catch (IllegalArgumentException e) {
      // falls through: the JDK's message would show what is in the text
    }
    throw new MalformedException("is not a WireGuard private key in base64");
  }

  /** X25519 of this key and the base point. */
  public WireGuardPublicKey publicKey() {
    WireGuardPublicKey known = publicKey;
    if (known == null) {
      known = WireGuardPublicKey.ofBytes(agree(BASE_POINT).orElseThrow());
      publicKey = known;
    }
    return known;
  }

  /**
   * X25519 of this key and any point; empty if the point is of small order and the result would be
   * the same for everybody.
   *
   * @param point 32 bytes as in RFC 7748; the highest bit does not count
   */
  public Optional<byte[]> agree(byte[] point) {
    return agree(LittleEndian.number(point).clearBit(255));
  }

  private Optional<byte[]> agree(BigInteger u) {
    try {
      KeyFactory factory = KeyFactory.getInstance("X25519");
      KeyAgreement agreement = KeyAgreement.getInstance("X25519");
      agreement.init(
          factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, bytes)));
      agreement.doPhase(
          factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u)), true);
      return Optional.of(agreement.generateSecret());
    } catch (InvalidKeyException e) {
      return Optional.empty(); // the JDK's word for a result of zero
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has X25519", e);
    }
  }

  /** The secret itself: 32 bytes, clamped. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The secret itself, as {@code wg} takes it from a file or stdin. */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "WireGuardPrivateKey[***]";
  }
}
