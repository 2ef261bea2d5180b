package io.filigree.controlplane.report;

import io.filigree.controlplane.edgeauth.RelaySigner;
import io.filigree.controlplane.report.SiteStatus.Standing;
import io.filigree.protocol.feed.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last status of every relay, in Postgres. Takes no lock of the mesh and notifies nobody. */
@Component
class RelayStatusTable {

  private static final String STORE =
      """
      INSERT INTO relay_status (relay_id, counter, cursor, epoch, version, document)
      SELECT id, :counter, :cursor, :epoch, :version, CAST(:document AS jsonb)
        FROM relay WHERE id = :relay
      ON CONFLICT (relay_id) DO UPDATE
         SET counter = excluded.counter, cursor = excluded.cursor, epoch = excluded.epoch,
             version = excluded.version, document = excluded.document, reported_at = now()
       WHERE relay_status.counter < excluded.counter
          OR (relay_status.counter = excluded.counter AND relay_status.document = excluded.document)
      """;

  private static final String COUNTER = "SELECT counter FROM relay_status WHERE relay_id = :relay";

  private static final String READ =
      """
      SELECT relay.id, relay.name, mesh.revision, mesh.epoch, status.reported_at, status.cursor,
             status.epoch AS applied_epoch, status.version
        FROM mesh
        JOIN relay ON relay.mesh_id = mesh.id
        LEFT JOIN relay_status AS status ON status.relay_id = relay.id
       WHERE mesh.name = :mesh AND relay.name = :relay
      """;

  private final JdbcClient sql;

  RelayStatusTable(JdbcClient sql) {
    this.sql = sql;
  }

  /** Replaces the relay's status; the counter that is stored if it is newer. */
  OptionalLong store(RelaySigner signer, StatusReport status) {
    int stored =
        sql.sql(STORE)
            .param("relay", signer.relay().value())
            .param("counter", status.counter())
            .param("cursor", status.cursor().toString())
            .param("epoch", status.epoch())
            .param("version", status.version())
            .param("document", status.text())
            .update();
    return stored == 1 ? OptionalLong.empty() : newer(signer);
  }

  private OptionalLong newer(RelaySigner signer) {
    return sql.sql(COUNTER)
        .param("relay", signer.relay().value())
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** What is known of a relay, by the names in a URL. */
  Optional<RelayStatus> find(String mesh, String relay) {
    return sql.sql(READ)
        .param("mesh", mesh)
        .param("relay", relay)
        .query((row, _) -> status(row))
        .optional();
  }

  private static RelayStatus status(ResultSet row) throws SQLException {
    long epoch = row.getLong("applied_epoch");
    return new RelayStatus(
        row.getString("id"),
        row.getString("name"),
        Optional.ofNullable(row.getTimestamp("reported_at")).map(Timestamp::toInstant),
        new Standing(row.getLong("revision"), row.getLong("epoch")),
        Optional.ofNullable(row.getString("cursor"))
            .map(Cursor::parse)
            .map(reached -> new Standing(reached.revision().value(), epoch)),
        Optional.ofNullable(row.getString("version")));
  }
}
