package io.filigree.protocol.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/** Ed25519 by the JDK, which throws where a signature is malleated (S + L). */
final class JdkVerifier {

  private JdkVerifier() {}

  static boolean verify(Ed25519PublicKey key, byte[] message, Signature64 signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(imported(key));
      verifier.update(message);
      return verifier.verify(signature.bytes());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static PublicKey imported(Ed25519PublicKey key) throws GeneralSecurityException {
    BigInteger encoded = LittleEndian.number(key.bytes());
    EdECPoint point = new EdECPoint(encoded.testBit(255), encoded.clearBit(255));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }
}
