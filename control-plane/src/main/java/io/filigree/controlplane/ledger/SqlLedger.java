package io.filigree.controlplane.ledger;

import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.roster.Epoch;
import java.math.BigDecimal;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The ledger in Postgres: one statement per change, under the lock of the mesh row. */
@Component
class SqlLedger implements Ledger {

  private static final String LOCK =
      """
      SELECT revision, digest, epoch, roster_signature FROM mesh WHERE id = :mesh FOR UPDATE
      """;

  private static final String APPEND =
      """
      WITH moved AS (
        UPDATE mesh
           SET revision = revision + 1,
               digest = mod(digest + :delta, power(2::numeric, 256)),
               epoch = coalesce(:epoch, epoch),
               roster_signature = coalesce(:signature, roster_signature)
         WHERE id = :mesh
        RETURNING revision, digest
      ), logged AS (
        INSERT INTO change_log (mesh_id, revision, ordinal, digest, kind, site_id)
        SELECT :mesh, moved.revision, change.ordinal - 1, moved.digest, change.kind, change.site
          FROM moved, unnest(:kinds::text[], :sites::uuid[]) WITH ORDINALITY
                        AS change (kind, site, ordinal)
      )
      SELECT revision, pg_notify('filigree_mesh', :mesh::text || ' ' || revision) FROM moved
      """;

  /** Whole revisions only: half a revision in the log would be a wrong delta. */
  private static final String TRIM =
      """
      DELETE FROM change_log
       WHERE mesh_id = :mesh
         AND revision <= (SELECT revision FROM change_log WHERE mesh_id = :mesh
                           ORDER BY revision DESC OFFSET :kept LIMIT 1)
      """;

  private static final String LISTED =
      "SELECT count(*) FROM site WHERE mesh_id = :mesh AND record IS NOT NULL";

  /** The log may be longer than its bound by this many revisions; trimming costs a scan of it. */
  private static final int TRIM_EVERY = 256;

  private final JdbcClient sql;
  private final ObjectProvider<MeshListener> listeners;

  SqlLedger(JdbcClient sql, ObjectProvider<MeshListener> listeners) {
    this.sql = sql;
    this.listeners = listeners;
  }

  @Override
  public LockedMesh lock(MeshId mesh) {
    requireTransaction();
    return sql.sql(LOCK)
        .param("mesh", mesh.value())
        .query((row, _) ->
            new LockedMesh(
                mesh,
                new Revision(row.getLong("revision")),
                DigestSum.of(row.getBigDecimal("digest").toBigIntegerExact()).value(),
                new Epoch(row.getLong("epoch")),
                Optional.ofNullable(row.getBytes("roster_signature")).map(Signature64::ofBytes)))
        .optional()
        .orElseThrow(() -> unknown(mesh));
  }

  @Override
  public Revision append(MeshId mesh, Change... changes) {
    requireTransaction();
    if (changes.length == 0) {
      throw new IllegalArgumentException("a revision without a change");
    }
    Revision revision = store(mesh, List.of(changes));
    if (revision.value() % TRIM_EVERY == 0) {
      trim(mesh);
    }
    TransactionSynchronizationManager.registerSynchronization(new Wake(mesh));
    return revision;
  }

  private Revision store(MeshId mesh, List<Change> changes) {
    Optional<Change.RosterSigned> signed = newestRoster(changes);
    return sql.sql(APPEND)
        .param("mesh", mesh.value())
        .param("delta", delta(changes))
        .param("epoch", signed.map(Change.RosterSigned::epoch).map(Epoch::value).orElse(null))
        .param("signature", signed.map(roster -> roster.signature().bytes()).orElse(null))
        .param("kinds", changes.stream().map(change -> change.kind().text()).toArray(String[]::new))
        .param("sites", changes.stream().map(SqlLedger::subject).toArray(String[]::new))
        .query((row, _) -> new Revision(row.getLong("revision")))
        .optional()
        .orElseThrow(() -> unknown(mesh));
  }

  private void trim(MeshId mesh) {
    int sites = sql.sql(LISTED).param("mesh", mesh.value()).query(Integer.class).single();
    sql.sql(TRIM).param("mesh", mesh.value()).param("kept", LogBound.USUAL.rows(sites)).update();
  }

  private static BigDecimal delta(List<Change> changes) {
    DigestSum sum = DigestSum.zero();
    for (Change change : changes) {
      sum = change.applyTo(sum);
    }
    return new BigDecimal(sum.toBigInteger());
  }

  private static Optional<Change.RosterSigned> newestRoster(List<Change> changes) {
    return changes.stream()
        .filter(Change.RosterSigned.class::isInstance)
        .map(Change.RosterSigned.class::cast)
        .reduce((_, later) -> later);
  }

  private static @Nullable String subject(Change change) {
    return change.subject().map(SiteId::toString).orElse(null);
  }

  private static void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("the ledger is used inside a transaction only");
    }
  }

  private static NoSuchElementException unknown(MeshId mesh) {
    return new NoSuchElementException("no mesh " + mesh);
  }

  /** Tells the local readers once the change can be read; other replicas hear the notification. */
  private final class Wake implements TransactionSynchronization {

    private final MeshId mesh;

    Wake(MeshId mesh) {
      this.mesh = mesh;
    }

    @Override
    public void afterCommit() {
      listeners.forEach(listener -> listener.meshChanged(mesh));
    }
  }
}
