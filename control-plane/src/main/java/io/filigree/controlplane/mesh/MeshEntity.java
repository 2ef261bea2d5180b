package io.filigree.controlplane.mesh;

import io.filigree.protocol.key.Ed25519PublicKey;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.MeshRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The part of a mesh's row that operators change. Revision, digest, epoch and signature are not
 * mapped: only the ledger writes them, and an entity read earlier must never write them back.
 */
@Entity
@Table(name = "mesh")
@DynamicUpdate
class MeshEntity {

  @Id private UUID id;

  @Column(updatable = false)
  private String name;

  @Column(updatable = false)
  private String mode;

  private String record;

  @Column(updatable = false)
  private byte[] rosterPublicKey;

  @Column(updatable = false)
  private byte[] rosterKeySealed;

  @Column(updatable = false)
  private byte[] recoveryPublicKey;

  @Column(updatable = false)
  private Instant createdAt;

  /** Null until it is stored, which is how Spring Data knows that it is new. */
  @Version private @Nullable Long version;

  @SuppressWarnings("NullAway.Init")
  protected MeshEntity() {}

  @SuppressWarnings("NullAway.Init")
  MeshEntity(
      MeshRecord record,
      RosterKey roster,
      byte[] sealedRosterKey,
      RecoveryKey recovery,
      Instant now) {
    this.id = record.mesh().value();
    this.name = record.name().toString();
    this.mode = record.mode().toString();
    this.record = record.write().text();
    this.rosterPublicKey = roster.key().bytes();
    this.rosterKeySealed = sealedRosterKey.clone();
    this.recoveryPublicKey = recovery.key().bytes();
    this.createdAt = now.truncatedTo(ChronoUnit.MICROS);
  }

  /** Replaces the record, and with it the version. */
  void describe(DocumentText changed) {
    this.record = changed.text();
  }

  Mesh toMesh() {
    return new Mesh(
        DocumentText.of(record),
        new RosterKey(Ed25519PublicKey.ofBytes(rosterPublicKey)),
        new RecoveryKey(Ed25519PublicKey.ofBytes(recoveryPublicKey)),
        version == null ? 0 : version,
        createdAt);
  }
}
