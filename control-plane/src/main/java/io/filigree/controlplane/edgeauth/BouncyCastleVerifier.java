package io.filigree.controlplane.edgeauth;

import io.filigree.protocol.key.Ed25519PublicKey;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.Signature64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** BouncyCastle's Ed25519: 0.1 ms a signature, where the JDK takes 0.5. */
public final class BouncyCastleVerifier implements Ed25519Verifier {

  @Override
  public boolean verify(Ed25519PublicKey key, byte[] message, Signature64 signature) {
    return Ed25519.verify(signature.bytes(), 0, key.bytes(), 0, message, 0, message.length);
  }
}
