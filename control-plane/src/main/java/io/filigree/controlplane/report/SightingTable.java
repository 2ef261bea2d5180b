package io.filigree.controlplane.report;

import io.filigree.controlplane.edgeauth.Signer;
import io.filigree.protocol.name.SiteId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where public peers see the tunnels of other sites, in Postgres. */
@Component
class SightingTable {

  private static final String FORGET =
      """
      DELETE FROM site_sighting
       WHERE reporter_id = :reporter AND site_id <> ALL (CAST(:sites AS uuid[]))
      """;

  /** What is as it was is no news: two peers that see two ports must not take turns. */
  private static final String STORE =
      """
      INSERT INTO site_sighting (site_id, reporter_id, address, port)
      SELECT DISTINCT ON (site.id) site.id, CAST(:reporter AS uuid), CAST(seen.address AS inet), seen.port
        FROM unnest(CAST(:sites AS uuid[]), CAST(:addresses AS text[]), CAST(:ports AS integer[]))
             AS seen (site, address, port)
        JOIN site ON site.id = seen.site AND site.mesh_id = :mesh AND site.id <> :reporter
      ON CONFLICT (site_id, reporter_id) DO UPDATE
         SET address = excluded.address, port = excluded.port, seen_at = now()
       WHERE (site_sighting.address, site_sighting.port) <> (excluded.address, excluded.port)
      RETURNING site_id
      """;

  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final Inboxes inboxes;

  SightingTable(JdbcClient sql, PlatformTransactionManager transactions, Inboxes inboxes) {
    this.sql = sql;
    this.transaction = new TransactionTemplate(transactions);
    this.inboxes = inboxes;
  }

  /** These are all that the reporter sees now. Rings for those it saw elsewhere before. */
  void replace(Signer reporter, List<Sighting> seen) {
    List<Inboxes.Inbox> changed =
        transaction.execute(_ -> {
          forget(reporter, seen);
          return seen.isEmpty() ? List.<Inboxes.Inbox>of() : inboxes.countUp(store(reporter, seen));
        });
    inboxes.ring(changed);
  }

  private void forget(Signer reporter, List<Sighting> seen) {
    sql.sql(FORGET)
        .param("reporter", reporter.site().value())
        .param("sites", Texts.of(seen, Sighting::site))
        .update();
  }

  private List<SiteId> store(Signer reporter, List<Sighting> seen) {
    return sql.sql(STORE)
        .param("reporter", reporter.site().value())
        .param("mesh", reporter.mesh().value())
        .param("sites", Texts.of(seen, Sighting::site))
        .param("addresses", Texts.of(seen, Sighting::address))
        .param("ports", seen.stream().map(Sighting::port).toArray(Integer[]::new))
        .query((row, _) -> new SiteId(row.getObject("site_id", UUID.class)))
        .list();
  }
}
