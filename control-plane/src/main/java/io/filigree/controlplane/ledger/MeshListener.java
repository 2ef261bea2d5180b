package io.filigree.controlplane.ledger;

import io.filigree.protocol.name.MeshId;

/**
 * Is told, after the commit and on the committing thread, that a mesh changed here; must return at
 * once.
 */
@FunctionalInterface
public interface MeshListener {

  /** The mesh has a new revision. Calls may come late, twice, or for a revision long seen. */
  void meshChanged(MeshId mesh);
}
