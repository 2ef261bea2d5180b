package io.filigree.protocol.key;

/** Checks signatures. The JDK's needs 0.5 ms; a coordinator may bring a faster one. */
@FunctionalInterface
public interface Ed25519Verifier {

  /** Whether the key made the signature over the message; never throws for what is in them. */
  boolean verify(Ed25519PublicKey key, byte[] message, Signature64 signature);

  /** The JDK's own. */
  static Ed25519Verifier jdk() {
    return JdkVerifier::verify;
  }
}
