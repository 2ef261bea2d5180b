package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.mesh.Mesh;
import io.filigree.controlplane.mesh.Meshes;
import io.filigree.controlplane.relay.Relays;
import io.filigree.controlplane.secret.DataDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets the relay that starts beside a fresh coordinator in, without an operator. */
@Component
public class FirstRelay {

  /** It joins within seconds; each start of the coordinator leaves another. */
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final JoinTokens tokens;
  private final Meshes meshes;
  private final Relays relays;

  FirstRelay(JoinTokens tokens, Meshes meshes, Relays relays) {
    this.tokens = tokens;
    this.meshes = meshes;
    this.relays = relays;
  }

  /** Leaves a token that lets one relay into that mesh in the file, while the mesh has none. */
  public void leaveToken(String mesh, Path file) {
    meshes
        .find(mesh)
        .filter(known -> !relays.any(known.id()))
        .ifPresent(known -> DataDirectory.writeSecret(file, token(known)));
  }

  private String token(Mesh mesh) {
    return tokens.make(mesh, TokenTerms.ofRelay(Optional.empty(), true), LIFETIME).token().toText();
  }
}
