package io.filigree.controlplane.roster;

import io.filigree.controlplane.secret.Sealer;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.roster.RosterStatement;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.springframework.stereotype.Component;

/** Signs with a roster key that is open in memory for this one signature only. */
@Component
class RosterSigner {

  private final Sealer sealer;

  RosterSigner(Sealer sealer) {
    this.sealer = sealer;
  }

  /** A new mesh's roster key, as its row holds it. */
  byte[] seal(MeshId mesh, Ed25519PrivateKey rosterKey) {
    return sealer.seal(purpose(mesh), rosterKey.seed());
  }

  private static String purpose(MeshId mesh) {
    return "roster-key/" + mesh;
  }

  /** BouncyCastle's Ed25519, because it takes a fifth of the time of the JDK's. */
  Signature64 sign(SealedKey key, RosterStatement statement) {
    byte[] seed = sealer.open(purpose(statement.mesh()), key.sealed());
    try {
      byte[] message = statement.bytes();
      byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
      byte[] publicKey = key.publicKey();
      Ed25519.sign(seed, 0, publicKey, 0, null, message, 0, message.length, signature, 0);
      return Signature64.ofBytes(signature);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }
}
