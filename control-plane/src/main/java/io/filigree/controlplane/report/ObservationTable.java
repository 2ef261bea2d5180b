package io.filigree.controlplane.report;

import io.filigree.controlplane.feed.InboxBell;
import io.filigree.controlplane.report.Observations.Observation;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox's first slot in Postgres: the newest few addresses each site was seen from. */
@Component
class ObservationTable {

  private static final int KEPT = 8;

  private static final String STORE =
      """
      INSERT INTO site_observation (site_id, address, seen_at)
      SELECT site.id, CAST(seen.address AS inet), CAST(seen.at AS timestamptz)
        FROM unnest(CAST(:sites AS uuid[]), CAST(:addresses AS text[]), CAST(:times AS text[]))
             AS seen (site, address, at)
        JOIN site ON site.id = seen.site
      ON CONFLICT (site_id, address) DO UPDATE
         SET seen_at = greatest(site_observation.seen_at, excluded.seen_at)
      RETURNING site_id, (xmax = 0) AS is_new
      """;

  private static final String FORGET_OLDEST =
      """
      DELETE FROM site_observation USING (
        SELECT site_id, address,
               row_number() OVER (PARTITION BY site_id ORDER BY seen_at DESC) AS place
          FROM site_observation WHERE site_id = ANY (CAST(:sites AS uuid[]))) AS ranked
       WHERE site_observation.site_id = ranked.site_id
         AND site_observation.address = ranked.address
         AND ranked.place > :kept
      """;

  private static final String COUNT_UP =
      """
      WITH counted AS (
        INSERT INTO inbox (site_id, number)
        SELECT id, 1 FROM site WHERE id = ANY (CAST(:sites AS uuid[]))
        ON CONFLICT (site_id) DO UPDATE SET number = inbox.number + 1
        RETURNING site_id, number
      )
      SELECT site.mesh_id, site.id, counted.number,
             pg_notify('filigree_inbox', concat_ws(' ', site.mesh_id, site.id, counted.number))
        FROM counted JOIN site ON site.id = counted.site_id
      """;

  private static final String READ =
      """
      SELECT host(address) AS address, port, seen_at FROM site_observation
       WHERE site_id = :site ORDER BY seen_at DESC
      """;

  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final InboxBell bell;

  ObservationTable(JdbcClient sql, PlatformTransactionManager transactions, InboxBell bell) {
    this.sql = sql;
    this.transaction = new TransactionTemplate(transactions);
    this.bell = bell;
  }

  /** Stores where sites were seen, and rings for those that were never seen there before. */
  void store(List<Observation> observations) {
    List<Inbox> changed = transaction.execute(_ -> storeAndCount(observations));
    if (changed != null) {
      changed.forEach(inbox -> bell.inboxChanged(inbox.mesh(), inbox.site(), inbox.number()));
    }
  }

  private List<Inbox> storeAndCount(List<Observation> observations) {
    String[] newcomers =
        sql
            .sql(STORE)
            .param("sites", texts(observations, seen -> seen.place().site().toString()))
            .param("addresses", texts(observations, seen -> seen.place().address().toString()))
            .param("times", texts(observations, seen -> seen.at().toString()))
            .query((row, _) -> row.getBoolean("is_new") ? row.getString("site_id") : "")
            .list()
            .stream()
            .filter(site -> !site.isEmpty())
            .distinct()
            .toArray(String[]::new);
    if (newcomers.length == 0) {
      return List.of();
    }
    sql.sql(FORGET_OLDEST).param("sites", newcomers).param("kept", KEPT).update();
    return sql.sql(COUNT_UP).param("sites", newcomers).query((row, _) -> Inbox.of(row)).list();
  }

  private static String[] texts(List<Observation> seen, Function<Observation, String> text) {
    return seen.stream().map(text).toArray(String[]::new);
  }

  /** The addresses a site was seen from, newest first. */
  List<ObservedAddress> of(SiteId site) {
    return sql.sql(READ)
        .param("site", site.value())
        .query((row, _) ->
            new ObservedAddress(
                row.getString("address"),
                row.getObject("port", Integer.class),
                row.getTimestamp("seen_at").toInstant()))
        .list();
  }

  private record Inbox(MeshId mesh, SiteId site, long number) {

    static Inbox of(ResultSet row) throws SQLException {
      return new Inbox(
          new MeshId(row.getObject("mesh_id", UUID.class)),
          new SiteId(row.getObject("id", UUID.class)),
          row.getLong("number"));
    }
  }
}
