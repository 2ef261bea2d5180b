package io.filigree.controlplane.report;

import io.filigree.controlplane.edgeauth.Signer;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last status of every site, in Postgres. Takes no lock of the mesh and notifies nobody. */
@Component
class StatusTable {

  private static final String STORE =
      """
      INSERT INTO site_status (site_id, mesh_id, counter, cursor, epoch, version, document)
      SELECT id, mesh_id, :counter, :cursor, :epoch, :version, CAST(:document AS jsonb)
        FROM site WHERE id = :site AND mesh_id = :mesh
      ON CONFLICT (site_id) DO UPDATE
         SET counter = excluded.counter, cursor = excluded.cursor, epoch = excluded.epoch,
             version = excluded.version, document = excluded.document, reported_at = now()
       WHERE site_status.counter < excluded.counter
          OR (site_status.counter = excluded.counter AND site_status.document = excluded.document)
      """;

  private static final String COUNTER = "SELECT counter FROM site_status WHERE site_id = :site";

  private final JdbcClient sql;

  StatusTable(JdbcClient sql) {
    this.sql = sql;
  }

  /** Replaces the site's status; the counter that is stored if it is newer. */
  OptionalLong store(Signer signer, StatusReport status) {
    int stored =
        sql.sql(STORE)
            .param("site", signer.site().value())
            .param("mesh", signer.mesh().value())
            .param("counter", status.counter())
            .param("cursor", status.cursor().toString())
            .param("epoch", status.epoch())
            .param("version", status.version())
            .param("document", status.text())
            .update();
    return stored == 1 ? OptionalLong.empty() : newer(signer);
  }

  private OptionalLong newer(Signer signer) {
    return sql.sql(COUNTER)
        .param("site", signer.site().value())
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }
}
