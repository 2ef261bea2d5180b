package io.filigree.controlplane.report;

import io.filigree.controlplane.feed.InboxBell;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the changes of inboxes, here and at other replicas, and rings for them. */
@Component
class Inboxes {

  /** In one order for everybody: who counts up the same inboxes must not wait in a circle. */
  private static final String COUNT_UP =
      """
      WITH counted AS (
        INSERT INTO inbox (site_id, number)
        SELECT id, 1 FROM site WHERE id = ANY (CAST(:sites AS uuid[])) ORDER BY id
        ON CONFLICT (site_id) DO UPDATE SET number = inbox.number + 1
        RETURNING site_id, number
      )
      SELECT site.mesh_id, site.id, counted.number,
             pg_notify('filigree_inbox', concat_ws(' ', site.mesh_id, site.id, counted.number))
        FROM counted JOIN site ON site.id = counted.site_id
      """;

  private final JdbcClient sql;
  private final InboxBell bell;

  Inboxes(JdbcClient sql, InboxBell bell) {
    this.sql = sql;
    this.bell = bell;
  }

  /** Within the transaction that changes what is in them. */
  List<Inbox> countUp(Collection<SiteId> sites) {
    return sites.isEmpty()
        ? List.of()
        : sql.sql(COUNT_UP)
            .param("sites", Texts.of(sites, Function.identity()))
            .query((row, _) -> Inbox.of(row))
            .list();
  }

  /** After its commit. */
  void ring(@Nullable List<Inbox> changed) {
    if (changed != null) {
      changed.forEach(inbox -> bell.inboxChanged(inbox.mesh(), inbox.site(), inbox.number()));
    }
  }

  /** The inbox of a site, and its new number. */
  record Inbox(MeshId mesh, SiteId site, long number) {

    private static Inbox of(ResultSet row) throws SQLException {
      return new Inbox(
          new MeshId(row.getObject("mesh_id", UUID.class)),
          new SiteId(row.getObject("id", UUID.class)),
          row.getLong("number"));
    }
  }
}
