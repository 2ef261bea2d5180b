package io.filigree.controlplane.site;

import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happens to a site beside its own row. */
@Repository
class SiteSql {

  /** Ranges, facts, keys, status and inbox go by cascade. */
  private static final String DELETE =
      """
      WITH gone AS (
        DELETE FROM site WHERE id = :site RETURNING mesh_id, id, name, identity_key)
      INSERT INTO removed_site (mesh_id, site_id, name, identity_key)
      SELECT mesh_id, id, name, identity_key FROM gone
      """;

  /** What a site that left no longer needs; its ranges stay reserved. */
  private static final String FORGET =
      """
      WITH silenced AS (DELETE FROM facts WHERE site_id = :site)
      DELETE FROM wireguard_key WHERE site_id = :site
      """;

  private static final String REMOVALS =
      """
      SELECT (SELECT count(*) FROM removed_site
               WHERE mesh_id = :mesh AND removed_at > now() - interval '90 days')
           + (SELECT count(*) FROM site
               WHERE mesh_id = :mesh AND left_at > now() - interval '90 days') + 1 AS removed,
             (SELECT count(*) FROM site WHERE mesh_id = :mesh AND record IS NOT NULL) - 1 AS left
      """;

  private final JdbcClient sql;

  SiteSql(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<DocumentText> facts(SiteId site) {
    return sql.sql("SELECT document FROM facts WHERE site_id = :site")
        .param("site", site.value())
        .query(String.class)
        .optional()
        .map(DocumentText::of);
  }

  void delete(SiteId site) {
    sql.sql(DELETE).param("site", site.value()).update();
  }

  void forget(SiteId site) {
    sql.sql(FORGET).param("site", site.value()).update();
  }

  /** How much of the mesh would be gone if one more listed site went. */
  Removals removalsWithOneMore(MeshId mesh) {
    return sql.sql(REMOVALS)
        .param("mesh", mesh.value())
        .query((row, _) -> new Removals(row.getLong("removed"), row.getLong("left")))
        .single();
  }
}
