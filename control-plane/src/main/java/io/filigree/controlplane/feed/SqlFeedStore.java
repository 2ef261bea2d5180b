package io.filigree.controlplane.feed;

import io.filigree.controlplane.ledger.ChangeKind;
import io.filigree.controlplane.ledger.LogBound;
import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.Epoch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads meshes from Postgres, each time in one repeatable-read transaction: one moment of the
 * database.
 */
@Component
class SqlFeedStore implements FeedStore {

  private static final String HEADS = "SELECT id, revision, digest FROM mesh";

  private static final String MESH =
      "SELECT revision, digest, epoch, roster_signature, record FROM mesh WHERE id = :mesh";

  private static final String RECORDS =
      "SELECT id, record FROM site WHERE mesh_id = :mesh AND record IS NOT NULL";

  /** A site that left keeps its facts in the table; they are nobody's business any more. */
  private static final String FACTS =
      """
      SELECT facts.site_id, facts.document, facts.signature
        FROM facts JOIN site ON site.id = facts.site_id
       WHERE facts.mesh_id = :mesh AND site.record IS NOT NULL
      """;

  private static final String NEWEST_LOG =
      """
      SELECT * FROM (SELECT revision, ordinal, digest, kind, site_id FROM change_log
                      WHERE mesh_id = :mesh ORDER BY revision DESC, ordinal DESC LIMIT :most) newest
       ORDER BY revision, ordinal
      """;

  private static final String LOG_SINCE =
      """
      SELECT revision, digest, kind, site_id FROM change_log
       WHERE mesh_id = :mesh AND revision > :since ORDER BY revision, ordinal
      """;

  private final JdbcClient sql;
  private final TransactionTemplate oneMoment;

  SqlFeedStore(DataSource database) {
    this.sql = JdbcClient.create(database);
    this.oneMoment = new TransactionTemplate(new JdbcTransactionManager(database));
    oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    oneMoment.setReadOnly(true);
  }

  @Override
  public Optional<Snapshot> snapshot(MeshId mesh) {
    return inOneMoment(() -> mesh(mesh).map(row -> snapshot(mesh, row)));
  }

  @Override
  public Optional<Changes> changesSince(MeshId mesh, Revision since) {
    return inOneMoment(() -> mesh(mesh).map(row -> changes(mesh, row, since)));
  }

  @Override
  public Map<MeshId, Cursor> heads() {
    Map<MeshId, Cursor> heads = new HashMap<>();
    sql.sql(HEADS)
        .query(row -> {
          heads.put(new MeshId(uuid(row, "id")), cursor(row));
        });
    return heads;
  }

  private <T> Optional<T> inOneMoment(Supplier<Optional<T>> reading) {
    Optional<T> read = oneMoment.execute(_ -> reading.get());
    return read == null ? Optional.empty() : read;
  }

  private Optional<MeshRow> mesh(MeshId mesh) {
    return sql.sql(MESH).param("mesh", mesh.value()).query((row, _) -> MeshRow.of(row)).optional();
  }

  private Snapshot snapshot(MeshId mesh, MeshRow row) {
    Map<SiteId, DocumentText> records = records(sql.sql(RECORDS).param("mesh", mesh.value()));
    Map<SiteId, SignedFacts> facts = facts(sql.sql(FACTS).param("mesh", mesh.value()));
    List<LoggedChange> log =
        log(
            sql.sql(NEWEST_LOG)
                .param("mesh", mesh.value())
                .param("most", LogBound.USUAL.rows(records.size())));
    return new Snapshot(row.head(), row.record(), records, facts, log, LogBound.USUAL);
  }

  private Changes changes(MeshId mesh, MeshRow row, Revision since) {
    if (row.head().cursor().revision().equals(since)) {
      return new Changes(row.head(), List.of(), row.record(), Map.of(), Map.of());
    }
    List<LoggedChange> log =
        log(sql.sql(LOG_SINCE).param("mesh", mesh.value()).param("since", since.value()));
    String[] sites =
        log.stream()
            .flatMap(change -> change.site().stream())
            .map(SiteId::toString)
            .distinct()
            .toArray(String[]::new);
    return new Changes(
        row.head(),
        log,
        row.record(),
        records(named(RECORDS + " AND id = ANY (CAST(:sites AS uuid[]))", mesh, sites)),
        facts(named(FACTS + " AND site.id = ANY (CAST(:sites AS uuid[]))", mesh, sites)));
  }

  private JdbcClient.StatementSpec named(String statement, MeshId mesh, String[] sites) {
    return sql.sql(statement).param("mesh", mesh.value()).param("sites", sites);
  }

  private static Map<SiteId, DocumentText> records(JdbcClient.StatementSpec statement) {
    Map<SiteId, DocumentText> records = new HashMap<>();
    statement.query(row -> {
      records.put(new SiteId(uuid(row, "id")), DocumentText.of(row.getString("record")));
    });
    return records;
  }

  private static Map<SiteId, SignedFacts> facts(JdbcClient.StatementSpec statement) {
    Map<SiteId, SignedFacts> facts = new HashMap<>();
    statement.query(row -> {
      facts.put(
          new SiteId(uuid(row, "site_id")),
          new SignedFacts(
              DocumentText.of(row.getString("document")),
              Signature64.ofBytes(row.getBytes("signature"))));
    });
    return facts;
  }

  private static List<LoggedChange> log(JdbcClient.StatementSpec statement) {
    return statement
        .query((row, _) ->
            new LoggedChange(
                cursor(row),
                ChangeKind.ofText(row.getString("kind")),
                Optional.ofNullable(row.getObject("site_id", UUID.class)).map(SiteId::new)))
        .list();
  }

  private static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  private static Cursor cursor(ResultSet row) throws SQLException {
    return new Cursor(
        new Revision(row.getLong("revision")),
        DigestSum.of(row.getBigDecimal("digest").toBigIntegerExact()).value());
  }

  private record MeshRow(Head head, DocumentText record) {

    static MeshRow of(ResultSet row) throws SQLException {
      Optional<Signature64> signature =
          Optional.ofNullable(row.getBytes("roster_signature")).map(Signature64::ofBytes);
      Head head = new Head(cursor(row), new Epoch(row.getLong("epoch")), signature);
      return new MeshRow(head, DocumentText.of(row.getString("record")));
    }
  }
}
