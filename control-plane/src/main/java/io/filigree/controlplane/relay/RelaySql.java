package io.filigree.controlplane.relay;

import io.filigree.protocol.name.RelayId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happens to a relay beside its own row. */
@Repository
class RelaySql {

  /** Address, keys and status go by cascade. */
  private static final String REMOVE =
      """
      WITH gone AS (
        DELETE FROM relay WHERE id = :relay RETURNING mesh_id, id, name, identity_key)
      INSERT INTO removed_relay (mesh_id, relay_id, name, identity_key)
      SELECT mesh_id, id, name, identity_key FROM gone
      """;

  private final JdbcClient sql;

  RelaySql(JdbcClient sql) {
    this.sql = sql;
  }

  void remove(RelayId relay) {
    sql.sql(REMOVE).param("relay", relay.value()).update();
  }
}
