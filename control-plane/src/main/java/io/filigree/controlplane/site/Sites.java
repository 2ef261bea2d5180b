package io.filigree.controlplane.site;

import io.filigree.controlplane.ledger.Change;
import io.filigree.controlplane.ledger.Ledger;
import io.filigree.controlplane.ledger.LockedMesh;
import io.filigree.controlplane.mesh.Constraint;
import io.filigree.controlplane.mesh.Meshes;
import io.filigree.controlplane.plan.AddressPlan;
import io.filigree.controlplane.plan.Claim;
import io.filigree.controlplane.roster.Roster;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Range;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/** The sites of all meshes. */
@Service
public class Sites {

  private final SiteRepository repository;
  private final SiteSql sql;
  private final Meshes meshes;
  private final AddressPlan plan;
  private final Ledger ledger;
  private final Roster roster;
  private final InstantSource clock;

  Sites(
      SiteRepository repository,
      SiteSql sql,
      Meshes meshes,
      AddressPlan plan,
      Ledger ledger,
      Roster roster,
      InstantSource clock) {
    this.repository = repository;
    this.sql = sql;
    this.meshes = meshes;
    this.plan = plan;
    this.ledger = ledger;
    this.roster = roster;
    this.clock = clock;
  }

  /** The site that joined with this token and this key, unless it left or was deleted since. */
  public Optional<Site> joined(MeshId mesh, String token, IdentityKey key) {
    return repository
        .findByMeshIdAndIdentityKeyAndJoinToken(mesh.value(), key.key().bytes(), token)
        .map(this::withRanges);
  }

  /** By the name in a URL, which may be anything. */
  Optional<Site> find(MeshId mesh, String name) {
    return repository.findByMeshIdAndName(mesh.value(), name).map(this::withRanges);
  }

  List<Site> list(MeshId mesh, String after, int limit) {
    List<SiteEntity> page =
        repository.findByMeshIdAndNameGreaterThanOrderByName(mesh.value(), after, Limit.of(limit));
    Map<SiteId, List<Range>> ranges = plan.rangesOf(page.stream().map(SiteEntity::siteId).toList());
    return page.stream()
        .map(entity -> entity.toSite(ranges.getOrDefault(entity.siteId(), List.of())))
        .toList();
  }

  /** Gives a site its row and its ranges. The caller holds the lock and publishes the change. */
  public Admission admit(LockedMesh locked, NewSite wish) {
    // The revision that lists it: as good a number as any that is never given twice.
    long number = locked.revision().value() + 1;
    SiteEntity entity = new SiteEntity(locked.mesh(), number, wish, clock.instant());
    DocumentText record = entity.toSite(wish.ranges()).record().write();
    entity.list(record);
    try {
      repository.saveAndFlush(entity);
    } catch (DataIntegrityViolationException e) {
      return refusal(e);
    }
    return switch (plan.claim(locked.mesh(), entity.siteId(), wish.ranges())) {
      case Claim.Overlapping(var overlaps) -> new Admission.Overlapping(overlaps);
      case Claim.Owned _ ->
          new Admission.Admitted(
              entity.toSite(wish.ranges()),
              new Change.SiteChanged(entity.siteId(), Optional.empty(), record));
    };
  }

  private static Admission refusal(DataIntegrityViolationException violation) {
    return switch (Constraint.violatedBy(violation)) {
      case "site_name_taken", "member_name_taken" -> new Admission.NameTaken();
      case "site_identity_key_taken", "member_identity_key_taken" -> new Admission.KeyTaken();
      default -> throw violation;
    };
  }

  /**
   * Changes labels or ranges.
   *
   * @param expected gets the version that would be changed, and throws if the caller meant another
   */
  SiteOutcome change(MeshId mesh, String name, SiteEdit edit, LongConsumer expected) {
    LockedMesh locked = ledger.lock(mesh);
    return repository
        .findByMeshIdAndName(mesh.value(), name)
        .map(entity -> change(locked, entity, edit, expected))
        .orElseGet(SiteOutcome.Unknown::new);
  }

  private SiteOutcome change(
      LockedMesh locked, SiteEntity entity, SiteEdit edit, LongConsumer expected) {
    Site before = withRanges(entity);
    expected.accept(before.version());
    if (!edit.changes(before)) {
      return new SiteOutcome.Changed(before);
    }
    if (edit.ranges().isPresent()) {
      plan.release(before.id());
      Claim claim = plan.claim(locked.mesh(), before.id(), edit.ranges().get());
      if (claim instanceof Claim.Overlapping(var overlaps)) {
        return new SiteOutcome.Overlapping(before, overlaps);
      }
    }
    edit.labels().ifPresent(entity::label);
    republish(locked, entity, edit.ranges().orElse(before.ranges()), edit.relabels(before));
    return new SiteOutcome.Changed(withRanges(entity));
  }

  /** A site that left has no record to republish; its row changes all the same. */
  private void republish(
      LockedMesh locked, SiteEntity entity, List<Range> ranges, boolean relabelled) {
    Optional<DocumentText> old = entity.document();
    DocumentText now = entity.toSite(ranges).record().write();
    if (old.isPresent()) {
      entity.list(now);
    }
    repository.saveAndFlush(entity);
    if (old.isPresent()) {
      publish(locked, republication(locked, entity.siteId(), old, now, relabelled));
    }
  }

  /** With other labels a site may lose all its peers at once, and that is meant. */
  private List<Change> republication(
      LockedMesh locked,
      SiteId site,
      Optional<DocumentText> old,
      DocumentText now,
      boolean relabelled) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.SiteChanged(site, old, now));
    if (relabelled && !meshes.linksAll(locked)) {
      changes.add(meshes.flagMassRemoval(locked));
    }
    return changes;
  }

  /**
   * Removes a site from the roster, if it is listed, and frees its name and ranges.
   *
   * @param expected gets the version that would be deleted, and throws if the caller meant another
   */
  SiteOutcome delete(MeshId mesh, String name, LongConsumer expected) {
    LockedMesh locked = ledger.lock(mesh);
    return repository
        .findByMeshIdAndName(mesh.value(), name)
        .map(entity -> delete(locked, entity, expected))
        .orElseGet(SiteOutcome.Unknown::new);
  }

  private SiteOutcome delete(LockedMesh locked, SiteEntity entity, LongConsumer expected) {
    expected.accept(entity.version());
    List<Change> changes = removal(locked, entity);
    sql.delete(entity.siteId());
    publish(locked, changes);
    return new SiteOutcome.Deleted();
  }

  /**
   * Takes a site out of the roster at its own wish; its name and ranges stay reserved. Whoever is
   * not listed has left already.
   */
  public void leave(MeshId mesh, IdentityKey key) {
    LockedMesh locked = ledger.lock(mesh);
    repository
        .findByMeshIdAndIdentityKey(mesh.value(), key.key().bytes())
        .filter(entity -> entity.document().isPresent())
        .ifPresent(entity -> leave(locked, entity));
  }

  private void leave(LockedMesh locked, SiteEntity entity) {
    List<Change> changes = removal(locked, entity);
    sql.forget(entity.siteId());
    entity.leave(clock.instant());
    repository.saveAndFlush(entity);
    publish(locked, changes);
  }

  private List<Change> removal(LockedMesh locked, SiteEntity entity) {
    List<Change> changes = new ArrayList<>();
    entity
        .document()
        .ifPresent(record ->
            changes.add(
                new Change.SiteRemoved(entity.siteId(), record, sql.facts(entity.siteId()))));
    if (!changes.isEmpty()
        && sql.removalsWithOneMore(locked.mesh()).needFlag(meshes.linksAll(locked))) {
      changes.add(meshes.flagMassRemoval(locked));
    }
    return changes;
  }

  private void publish(LockedMesh locked, List<Change> changes) {
    if (!changes.isEmpty()) {
      roster.publish(locked, changes.toArray(Change[]::new));
    }
  }

  private Site withRanges(SiteEntity entity) {
    return entity.toSite(plan.rangesOf(entity.siteId()));
  }
}
