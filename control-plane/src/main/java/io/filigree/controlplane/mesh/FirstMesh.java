package io.filigree.controlplane.mesh;

import io.filigree.controlplane.api.Changes;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.MeshName;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The mesh that a fresh coordinator begins with: the usual pools, all sites linked. */
@Component
public class FirstMesh {
  private final Meshes meshes;
  private final Changes changes;
  private final Origin origin;

  FirstMesh(Meshes meshes, Changes changes, Origin origin) {
    this.meshes = meshes;
    this.changes = changes;
    this.origin = origin;
  }

  /** Whether there is no mesh at all yet. */
  public boolean isNeeded() {
    return meshes.list("", 1).isEmpty();
  }

  /**
   * Makes it.
   *
   * @param recoveryKey its private half is with the operator already, so that no crash can lose it
   */
  public void make(MeshName name, RecoveryKey recoveryKey) {
    var wish =
        new NewMesh(
            name,
            PoolRequest.usual(),
            Links.all(),
            origin.urls(),
            origin.pins(),
            Optional.of(recoveryKey));
    changes.run(false, () -> meshes.create(wish));
  }
}
