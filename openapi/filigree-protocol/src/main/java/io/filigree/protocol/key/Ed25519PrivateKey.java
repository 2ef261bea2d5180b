package io.filigree.protocol.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;

/** An Ed25519 private key (RFC 8032). It shows itself to nobody but by {@link #seed}. */
public final class Ed25519PrivateKey {

  private final byte[] seed;
  private final PrivateKey key;
  private final Ed25519PublicKey publicKey;

  private Ed25519PrivateKey(byte[] seed) {
    this.seed = seed;
    this.key = importSeed(seed);
    this.publicKey = publicKeyOf(seed);
  }

  public static Ed25519PrivateKey generate() {
    byte[] seed = new byte[LittleEndian.BYTES];
    new SecureRandom().nextBytes(seed);
    return new Ed25519PrivateKey(seed);
  }

  /**
   * @param seed the 32 bytes that RFC 8032 calls the private key
   */
  public static Ed25519PrivateKey ofSeed(byte[] seed) {
    if (seed.length != LittleEndian.BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes");
    }
    return new Ed25519PrivateKey(seed.clone());
  }

  /** The secret itself, to be stored. */
  public byte[] seed() {
    return seed.clone();
  }

  public Ed25519PublicKey publicKey() {
    return publicKey;
  }

  public Signature64 sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(message);
      return Signature64.ofBytes(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with Ed25519", e);
    }
  }

  private static PrivateKey importSeed(byte[] seed) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK imports Ed25519 keys", e);
    }
  }

  /**
   * The JDK has no call from private to public key, but its generator does exactly that with the 32
   * bytes it asks its source of randomness for. The pair it made tells which seed it used, should a
   * JDK ever draw it in another way.
   */
  private static Ed25519PublicKey publicKeyOf(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new SeedSource(seed));
      KeyPair pair = generator.generateKeyPair();
      byte[] used = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      if (!MessageDigest.isEqual(used, seed)) {
        throw new IllegalStateException("this JDK makes Ed25519 keys in a way unknown to Filigree");
      }
      return Ed25519PublicKey.ofBytes(encode(((EdECPublicKey) pair.getPublic()).getPoint()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK generates Ed25519 keys", e);
    }
  }

  private static byte[] encode(EdECPoint point) {
    byte[] bytes = LittleEndian.bytes(point.getY());
    if (point.isXOdd()) {
      bytes[bytes.length - 1] |= (byte) 0x80;
    }
    return bytes;
  }

  @Override
  public String toString() {
    return "Ed25519PrivateKey[***]";
  }
}
