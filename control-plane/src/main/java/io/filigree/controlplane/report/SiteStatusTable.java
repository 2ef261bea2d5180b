package io.filigree.controlplane.report;

import io.filigree.controlplane.api.PageQuery;
import io.filigree.controlplane.report.SiteStatus.Standing;
import io.filigree.protocol.feed.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The health of a mesh's sites, read from Postgres in the order of their names. */
@Component
class SiteStatusTable {

  private static final String MESH = "SELECT count(*) FROM mesh WHERE name = :mesh";

  private static final String PAGE =
      """
      SELECT site.id, site.name, mesh.revision, mesh.epoch,
             (SELECT max(seen_at) FROM site_observation
               WHERE site_observation.site_id = site.id) AS last_contact,
             status.reported_at, status.cursor, status.epoch AS applied_epoch,
             status.version, status.document::text AS document
        FROM mesh
        JOIN site ON site.mesh_id = mesh.id
        LEFT JOIN site_status AS status ON status.site_id = site.id
       WHERE mesh.name = :mesh AND site.name > :after
       ORDER BY site.name
       LIMIT :fetch
      """;

  private final JdbcClient sql;

  SiteStatusTable(JdbcClient sql) {
    this.sql = sql;
  }

  boolean hasMesh(String mesh) {
    return sql.sql(MESH).param("mesh", mesh).query(Integer.class).single() == 1;
  }

  /** One row more than the page, if there are. */
  List<SiteStatus> page(String mesh, PageQuery page) {
    return sql.sql(PAGE)
        .param("mesh", mesh)
        .param("after", page.after().orElse(""))
        .param("fetch", page.fetch())
        .query((row, _) -> status(row))
        .list();
  }

  private static SiteStatus status(ResultSet row) throws SQLException {
    Optional<String> document = Optional.ofNullable(row.getString("document"));
    Reached reached = document.map(Reached::ofStored).orElse(Reached.nothing());
    return new SiteStatus(
        row.getString("id"),
        row.getString("name"),
        instant(row.getTimestamp("last_contact")),
        instant(row.getTimestamp("reported_at")),
        new Standing(row.getLong("revision"), row.getLong("epoch")),
        applied(row.getString("cursor"), row.getLong("applied_epoch")),
        Optional.ofNullable(row.getString("version")),
        document.map(Refusal::of).orElse(List.of()),
        reached.nat(),
        reached.paths());
  }

  private static Optional<Standing> applied(@Nullable String cursor, long epoch) {
    return Optional.ofNullable(cursor)
        .map(Cursor::parse)
        .map(reached -> new Standing(reached.revision().value(), epoch));
  }

  private static Optional<Instant> instant(@Nullable Timestamp time) {
    return Optional.ofNullable(time).map(Timestamp::toInstant);
  }
}
