package io.filigree.controlplane.ledger;

import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.name.MeshId;

/**
 * Orders the changes of a mesh. Both calls belong inside the caller's transaction: the lock ends
 * with it, and a rolled back change leaves no gap in the revisions. (A sequence would leave gaps,
 * and a reader that has passed a gap misses the change that commits into it later.)
 */
public interface Ledger {

  /**
   * Locks the mesh row until the transaction ends; what the change is based on is read after this.
   *
   * @throws IllegalStateException outside a transaction
   * @throws java.util.NoSuchElementException if there is no such mesh
   */
  LockedMesh lock(MeshId mesh);

  /**
   * The change's last statement before commit: counts the revision up, moves the digest, writes the
   * change log and, for a {@link Change.RosterSigned}, stores epoch and signature. After the
   * commit, readers are woken.
   *
   * @throws IllegalStateException outside a transaction
   * @throws java.util.NoSuchElementException if there is no such mesh
   */
  Revision append(MeshId mesh, Change... changes);
}
