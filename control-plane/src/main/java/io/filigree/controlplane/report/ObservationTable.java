package io.filigree.controlplane.report;

import io.filigree.controlplane.report.Observations.Observation;
import io.filigree.protocol.name.SiteId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  private static final String READ =
      """
      SELECT host(address) AS address, seen_at,
             (SELECT port FROM site_sighting AS sighting
               WHERE sighting.site_id = seen.site_id AND sighting.address = seen.address
               ORDER BY sighting.seen_at DESC LIMIT 1) AS port
        FROM site_observation AS seen
       WHERE site_id = :site ORDER BY seen_at DESC
      """;

  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final Inboxes inboxes;

  ObservationTable(JdbcClient sql, PlatformTransactionManager transactions, Inboxes inboxes) {
    this.sql = sql;
    this.transaction = new TransactionTemplate(transactions);
    this.inboxes = inboxes;
  }

  /** Stores where sites were seen, and rings for those that were never seen there before. */
  void store(List<Observation> observations) {
    inboxes.ring(transaction.execute(_ -> storeAndCount(observations)));
  }

  private List<Inboxes.Inbox> storeAndCount(List<Observation> observations) {
    Set<SiteId> newcomers = newcomers(observations);
    if (!newcomers.isEmpty()) {
      sql.sql(FORGET_OLDEST)
          .param("sites", Texts.of(newcomers, Function.identity()))
          .param("kept", KEPT)
          .update();
    }
    return inboxes.countUp(newcomers);
  }

  private Set<SiteId> newcomers(List<Observation> observations) {
    Set<SiteId> newcomers = new LinkedHashSet<>();
    sql.sql(STORE)
        .param("sites", Texts.of(observations, seen -> seen.place().site()))
        .param("addresses", Texts.of(observations, seen -> seen.place().address()))
        .param("times", Texts.of(observations, seen -> seen.at()))
        .query(row -> {
          if (row.getBoolean("is_new")) {
            newcomers.add(new SiteId(row.getObject("site_id", UUID.class)));
          }
        });
    return newcomers;
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
}
