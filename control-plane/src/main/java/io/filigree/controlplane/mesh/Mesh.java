package io.filigree.controlplane.mesh;

import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.MeshName;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.MeshRecord;
import java.time.Instant;

/**
 * A mesh as operators know it.
 *
 * @param document its record, verbatim
 * @param record the same, read
 * @param rosterKey what edges check the roster with
 * @param recoveryKey the only key that may change the roster key
 * @param version counts changes by operators; joining sites do not move it
 * @param createdAt when it was made
 */
public record Mesh(
    DocumentText document,
    MeshRecord record,
    RosterKey rosterKey,
    RecoveryKey recoveryKey,
    long version,
    Instant createdAt) {

  Mesh(
      DocumentText document,
      RosterKey rosterKey,
      RecoveryKey recoveryKey,
      long version,
      Instant createdAt) {
    this(document, MeshRecord.parse(document), rosterKey, recoveryKey, version, createdAt);
  }

  /** Its id, in every signature. */
  public MeshId id() {
    return record.mesh();
  }

  /** Its name, in URLs. */
  public MeshName name() {
    return record.name();
  }
}
