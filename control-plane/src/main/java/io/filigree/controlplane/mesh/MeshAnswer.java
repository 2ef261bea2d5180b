package io.filigree.controlplane.mesh;

import io.filigree.controlplane.plan.Pool;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.record.MeshRecord;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A mesh.
 *
 * @param id in every signature
 * @param name in URLs
 * @param mode who holds the roster key
 * @param links who peers with whom
 * @param urls where edges find the coordinator
 * @param pins of the TLS authority behind these URLs
 * @param pools where next free ranges come from
 * @param rosterKey what edges check the roster with
 * @param recoveryPublicKey the only key that may change the roster key
 * @param recoveryKey its private half, in the answer that made it and never again: print it, lock
 *     it away
 * @param createdAt when it was made
 */
@Schema(name = "Mesh")
record MeshAnswer(
    @Schema(example = "0192f3a1-7c1b-7e0a-8a3e-1f2d3c4b5a69") String id,
    @Schema(example = "shops") String name,
    @Schema(example = "coordinator") String mode,
    List<LinkRequest> links,
    List<String> urls,
    List<String> pins,
    List<PoolRequest> pools,
    String rosterKey,
    String recoveryPublicKey,
    Optional<String> recoveryKey,
    Instant createdAt) {

  static MeshAnswer of(Mesh mesh, List<Pool> pools) {
    return of(mesh, pools, Optional.empty());
  }

  static MeshAnswer of(Mesh mesh, List<Pool> pools, Optional<Ed25519PrivateKey> recovery) {
    MeshRecord record = mesh.record();
    return new MeshAnswer(
        mesh.id().toString(),
        mesh.name().text(),
        record.mode().toString(),
        record.links().list().stream().map(LinkRequest::of).toList(),
        record.urls().stream().map(Object::toString).toList(),
        record.pins().stream().map(Object::toString).toList(),
        pools.stream().map(PoolRequest::of).toList(),
        mesh.rosterKey().toString(),
        mesh.recoveryKey().toString(),
        recovery.map(key -> Base64.getUrlEncoder().withoutPadding().encodeToString(key.seed())),
        mesh.createdAt());
  }
}
