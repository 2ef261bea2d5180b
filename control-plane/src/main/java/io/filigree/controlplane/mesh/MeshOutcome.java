package io.filigree.controlplane.mesh;

import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.name.MeshName;
import java.util.Optional;

/** What became of a wish to make or change a mesh. After a refusal the caller rolls back. */
sealed interface MeshOutcome {

  /**
   * The mesh is there and its first, empty roster is signed.
   *
   * @param recoveryKey to be shown this once; empty if the operator brought the public key
   */
  record Created(Mesh mesh, Optional<Ed25519PrivateKey> recoveryKey) implements MeshOutcome {}

  /** The mesh is as wished, be it that it was before. */
  record Changed(Mesh mesh) implements MeshOutcome {}

  /** Another mesh has this name. */
  record NameTaken(MeshName name) implements MeshOutcome {}
}
