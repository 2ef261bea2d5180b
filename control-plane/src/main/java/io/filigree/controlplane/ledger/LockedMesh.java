package io.filigree.controlplane.ledger;

import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.roster.Epoch;
import java.util.Optional;

/**
 * Where a mesh stands while the caller's transaction holds its row: nobody else can change the mesh
 * until that transaction ends.
 *
 * @param mesh the locked mesh
 * @param revision its change number
 * @param digest the sum over its documents at that revision
 * @param epoch the number of its newest signed roster; 0 before the first
 * @param signature over that roster; empty before the first
 */
public record LockedMesh(
    MeshId mesh, Revision revision, Digest digest, Epoch epoch, Optional<Signature64> signature) {}
