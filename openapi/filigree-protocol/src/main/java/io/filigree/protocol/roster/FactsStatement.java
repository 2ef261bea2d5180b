package io.filigree.protocol.roster;

import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import java.nio.ByteBuffer;

/**
 * What an identity key signs of its site's facts.
 *
 * @param facts the exact document
 */
public record FactsStatement(DocumentText facts) {

  /** The signed bytes: domain string, NUL, document. */
  public byte[] bytes() {
    byte[] document = facts.bytes();
    return ByteBuffer.allocate(Statement.FACTS.length + document.length)
        .put(Statement.FACTS)
        .put(document)
        .array();
  }

  public Signature64 sign(Ed25519PrivateKey identityKey) {
    return identityKey.sign(bytes());
  }

  public boolean verify(IdentityKey identityKey, Signature64 signature, Ed25519Verifier verifier) {
    return verifier.verify(identityKey.key(), bytes(), signature);
  }

  /** Whether the identity key signed these facts. */
  public static boolean verify(
      SignedFacts facts, IdentityKey identityKey, Ed25519Verifier verifier) {
    return new FactsStatement(facts.document()).verify(identityKey, facts.signature(), verifier);
  }
}
