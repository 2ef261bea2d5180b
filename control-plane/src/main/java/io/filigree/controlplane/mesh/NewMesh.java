package io.filigree.controlplane.mesh;

import io.filigree.controlplane.plan.Pool;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.MeshName;
import io.filigree.protocol.net.CoordinatorUrl;
import java.util.List;
import java.util.Optional;

/**
 * A mesh to be made.
 *
 * @param pools do not overlap each other
 * @param urls where edges find the coordinator, first choice first
 * @param pins of the coordinator's TLS authority; none means public authorities are trusted
 * @param recoveryKey brought by the operator; empty to make one and show it
 */
record NewMesh(
    MeshName name,
    List<Pool> pools,
    Links links,
    List<CoordinatorUrl> urls,
    List<Pin> pins,
    Optional<RecoveryKey> recoveryKey) {

  NewMesh {
    pools = List.copyOf(pools);
    urls = List.copyOf(urls);
    pins = List.copyOf(pins);
  }
}
