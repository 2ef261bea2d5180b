package io.filigree.controlplane.roster;

import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.roster.Epoch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the roster reads. */
@Repository
class RosterSql {

  private static final String SIGNING =
      """
      SELECT record, roster_public_key, roster_key_sealed FROM mesh WHERE id = :mesh
      """;

  private static final String RECORDS =
      """
      SELECT id, record FROM site WHERE mesh_id = :mesh AND record IS NOT NULL
      """;

  private static final String STATE =
      """
      SELECT epoch, roster_signature, revision, digest,
             (SELECT count(*) FROM site WHERE mesh_id = mesh.id AND record IS NOT NULL) AS sites
        FROM mesh
       WHERE id = :mesh AND epoch > 0
      """;

  private final JdbcClient sql;

  RosterSql(JdbcClient sql) {
    this.sql = sql;
  }

  Signing signing(MeshId mesh) {
    return sql.sql(SIGNING).param("mesh", mesh.value()).query(RosterSql::signing).single();
  }

  SortedMap<SiteId, DocumentText> records(MeshId mesh) {
    SortedMap<SiteId, DocumentText> records = new TreeMap<>();
    sql.sql(RECORDS)
        .param("mesh", mesh.value())
        .query(row -> {
          records.put(
              new SiteId(row.getObject("id", UUID.class)),
              DocumentText.of(row.getString("record")));
        });
    return records;
  }

  Optional<RosterState> state(MeshId mesh) {
    return sql.sql(STATE).param("mesh", mesh.value()).query(RosterSql::state).optional();
  }

  private static Signing signing(ResultSet row, int number) throws SQLException {
    return new Signing(
        DocumentText.of(row.getString("record")).sha256(),
        new SealedKey(row.getBytes("roster_public_key"), row.getBytes("roster_key_sealed")));
  }

  private static RosterState state(ResultSet row, int number) throws SQLException {
    return new RosterState(
        new Epoch(row.getLong("epoch")),
        Signature64.ofBytes(row.getBytes("roster_signature")),
        new Cursor(
            new Revision(row.getLong("revision")),
            DigestSum.of(row.getBigDecimal("digest").toBigIntegerExact()).value()),
        row.getLong("sites"));
  }
}
