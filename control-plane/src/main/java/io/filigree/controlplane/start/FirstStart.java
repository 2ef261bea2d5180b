package io.filigree.controlplane.start;

import io.filigree.controlplane.enrolment.FirstRelay;
import io.filigree.controlplane.mesh.FirstMesh;
import io.filigree.controlplane.secret.DataDirectory;
import io.filigree.protocol.key.Base64Url;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.name.MeshName;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes the first mesh, after its recovery key has been handed over, and lets a relay in. */
@Component
class FirstStart {
  private final FirstMesh mesh;
  private final DataDirectory directory;
  private final StartSettings settings;
  private final FirstRelay relay;

  FirstStart(FirstMesh mesh, FirstRelay relay, DataDirectory directory, StartSettings settings) {
    this.mesh = mesh;
    this.relay = relay;
    this.directory = directory;
    this.settings = settings;
  }

  /**
   * Makes it where there is none; where its recovery key is then, for the operator to read.
   *
   * @param terminal whether somebody is looking; else the key is left in a file
   */
  Optional<String> makeMesh(boolean terminal) {
    if (settings.firstMesh().isEmpty() || !mesh.isNeeded()) {
      return Optional.empty();
    }
    Ed25519PrivateKey key = Ed25519PrivateKey.generate();
    String where = handOver(Base64Url.encode(key.seed()), terminal);
    mesh.make(MeshName.parse(settings.firstMesh()), new RecoveryKey(key.publicKey()));
    return Optional.of(where);
  }

  /** For a relay that starts beside this coordinator, if one is to. */
  void inviteRelay() {
    settings.relayToken().ifPresent(file -> relay.leaveToken(settings.firstMesh(), file));
  }

  private String handOver(String key, boolean terminal) {
    return terminal
        ? key + "  (not shown again; print it and lock it away)"
        : "in "
            + directory.writeSecret(settings.firstMesh() + ".recovery-key", key)
            + "  (move it off this machine)";
  }
}
