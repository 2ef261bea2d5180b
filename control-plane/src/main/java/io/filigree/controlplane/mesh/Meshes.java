package io.filigree.controlplane.mesh;

import io.filigree.controlplane.ledger.Change.MeshRecordChanged;
import io.filigree.controlplane.ledger.Ledger;
import io.filigree.controlplane.ledger.LockedMesh;
import io.filigree.controlplane.plan.AddressPlan;
import io.filigree.controlplane.roster.Roster;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.Relay;
import io.filigree.protocol.record.SigningMode;
import io.filigree.protocol.roster.Epoch;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/** The meshes of this coordinator. */
@Service
public class Meshes {

  private final MeshRepository repository;
  private final AddressPlan plan;
  private final Ledger ledger;
  private final Roster roster;
  private final InstantSource clock;

  Meshes(
      MeshRepository repository,
      AddressPlan plan,
      Ledger ledger,
      Roster roster,
      InstantSource clock) {
    this.repository = repository;
    this.plan = plan;
    this.ledger = ledger;
    this.roster = roster;
    this.clock = clock;
  }

  /** By the name in a URL, which may be anything. */
  public Optional<Mesh> find(String name) {
    return repository.findByName(name).map(MeshEntity::toMesh);
  }

  /**
   * A mesh that is known to be there.
   *
   * @throws java.util.NoSuchElementException if it is not
   */
  public Mesh get(MeshId id) {
    return entity(id).toMesh();
  }

  /** Whether all sites of a mesh are linked with all, whatever their labels. */
  public boolean linksAll(LockedMesh locked) {
    return get(locked.mesh()).record().links().equals(Links.all());
  }

  /**
   * Writes into the mesh record that the epoch about to be signed may take more than half of its
   * peers away from a site, so that edges believe it. The caller holds the lock and publishes the
   * change.
   */
  public MeshRecordChanged flagMassRemoval(LockedMesh locked) {
    MeshEntity entity = entity(locked.mesh());
    MeshRecord record = entity.toMesh().record();
    return describe(entity, flagged(record, locked.epoch().next()));
  }

  private static MeshRecord flagged(MeshRecord record, Epoch epoch) {
    return with(record, record.relays(), Optional.of(epoch.value()));
  }

  /**
   * Writes these relays into the mesh record in place of those that are there. The caller holds the
   * lock and publishes the change.
   */
  public MeshRecordChanged listRelays(LockedMesh locked, List<Relay> relays) {
    Mesh mesh = get(locked.mesh());
    DocumentText now = with(mesh.record(), relays, mesh.record().massRemovalEpoch()).write();
    repository.rewrite(locked.mesh().value(), now.text());
    return new MeshRecordChanged(Optional.of(mesh.document()), now);
  }

  private static MeshRecord with(
      MeshRecord record, List<Relay> relays, Optional<Long> massRemovalEpoch) {
    return new MeshRecord(
        record.mesh(),
        record.name(),
        record.mode(),
        record.links(),
        record.urls(),
        record.pins(),
        relays,
        record.policies(),
        massRemovalEpoch);
  }

  List<Mesh> list(String after, int limit) {
    return repository.findByNameGreaterThanOrderByName(after, Limit.of(limit)).stream()
        .map(MeshEntity::toMesh)
        .toList();
  }

  MeshOutcome create(NewMesh wish) {
    Optional<Ed25519PrivateKey> recovery =
        wish.recoveryKey().isPresent()
            ? Optional.empty()
            : Optional.of(Ed25519PrivateKey.generate());
    RecoveryKey recoveryKey =
        recovery
            .map(key -> new RecoveryKey(key.publicKey()))
            .orElseGet(() -> wish.recoveryKey().orElseThrow());
    MeshRecord record = firstRecord(wish);
    MeshEntity entity = entity(record, Ed25519PrivateKey.generate(), recoveryKey);
    try {
      repository.saveAndFlush(entity);
    } catch (DataIntegrityViolationException e) {
      if (Constraint.violatedBy(e).equals("mesh_name_taken")) {
        return new MeshOutcome.NameTaken(wish.name());
      }
      throw e;
    }
    plan.addPools(record.mesh(), wish.pools());
    roster.publish(
        ledger.lock(record.mesh()), new MeshRecordChanged(Optional.empty(), record.write()));
    return new MeshOutcome.Created(entity.toMesh(), recovery);
  }

  private MeshEntity entity(MeshRecord record, Ed25519PrivateKey rosterKey, RecoveryKey recovery) {
    return new MeshEntity(
        record,
        new RosterKey(rosterKey.publicKey()),
        roster.seal(record.mesh(), rosterKey),
        recovery,
        clock.instant());
  }

  private static MeshRecord firstRecord(NewMesh wish) {
    return MeshRecord.of(
        MeshId.next(),
        wish.name(),
        SigningMode.COORDINATOR,
        wish.links(),
        wish.urls(),
        wish.pins());
  }

  /**
   * Changes a mesh.
   *
   * @param expected gets the version that would be changed, and throws if the caller meant another
   */
  MeshOutcome change(MeshId id, MeshEdit edit, LongConsumer expected) {
    LockedMesh locked = ledger.lock(id);
    MeshEntity entity = entity(id);
    Mesh before = entity.toMesh();
    expected.accept(before.version());
    MeshRecord wanted = edit.of(before.record());
    if (!wanted.equals(before.record())) {
      boolean relinked = !wanted.links().equals(before.record().links());
      MeshRecord meant = relinked ? flagged(wanted, locked.epoch().next()) : wanted;
      roster.publish(locked, describe(entity, meant));
    }
    return new MeshOutcome.Changed(entity.toMesh());
  }

  private MeshRecordChanged describe(MeshEntity entity, MeshRecord wanted) {
    DocumentText before = entity.toMesh().document();
    DocumentText now = wanted.write();
    entity.describe(now);
    repository.saveAndFlush(entity);
    return new MeshRecordChanged(Optional.of(before), now);
  }

  private MeshEntity entity(MeshId id) {
    return repository.findById(id.value()).orElseThrow();
  }
}
