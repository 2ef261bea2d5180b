package io.filigree.controlplane.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.controlplane.testing.FreshDatabase;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that had sites before it knew relays. */
class RelayMigrationIT {

  @RegisterExtension static final FreshDatabase database = new FreshDatabase();

  private static final UUID MESH = UUID.randomUUID();

  private final JdbcClient sql = database.jdbc();

  @Test
  void sitesFromBeforeKeepTheirNamesKeysAndRanges() {
    sql.sql("DROP SCHEMA public CASCADE").update();
    sql.sql("CREATE SCHEMA public").update();
    migrate("6");
    insertMeshAndSite();
    migrate("latest");
    assertThat(sql.sql("SELECT name FROM member").query(String.class).list())
        .containsExactly("store-a");
    assertThat(
            sql.sql("SELECT cidr::text FROM site_range WHERE site_id IS NOT NULL")
                .query(String.class)
                .list())
        .containsExactly("100.100.0.0/32");
    assertThatThrownBy(() -> relay("store-a", "02", "03"))
        .hasMessageContaining("member_name_taken");
    assertThatThrownBy(() -> relay("relay-1", "01", "03"))
        .hasMessageContaining("member_identity_key_taken");
    assertThatThrownBy(() -> relay("relay-1", "02", "01"))
        .hasMessageContaining("wireguard_key_taken");
    relay("relay-1", "02", "03");
  }

  private static void migrate(String target) {
    Flyway.configure().dataSource(database.dataSource()).target(target).load().migrate();
  }

  private void insertMeshAndSite() {
    UUID site = UUID.randomUUID();
    sql.sql(
            """
            INSERT INTO mesh (id, name, mode, record, roster_public_key, roster_key_sealed, recovery_public_key)
            VALUES (?, 'shops', 'coordinator', '{}', decode(repeat('01', 32), 'hex'), 'sealed', decode(repeat('02', 32), 'hex'))
            """)
        .param(MESH)
        .update();
    sql.sql(
            """
            INSERT INTO site (id, mesh_id, site_no, name, identity_key)
            VALUES (?, ?, 1, 'store-a', decode(repeat('01', 32), 'hex'))
            """)
        .params(site, MESH)
        .update();
    sql.sql(
            """
            INSERT INTO site_range (mesh_id, site_id, site_no, kind, cidr, routed)
            VALUES (?, ?, 1, 'tunnel', '100.100.0.0/32', true)
            """)
        .params(MESH, site)
        .update();
    sql.sql(
            """
            INSERT INTO wireguard_key (mesh_id, public_key, site_id, use)
            VALUES (?, decode(repeat('01', 32), 'hex'), ?, 'current')
            """)
        .params(MESH, site)
        .update();
  }

  private void relay(String name, String identity, String key) {
    sql.sql(
            """
            INSERT INTO relay (id, mesh_id, name, identity_key, wireguard_key, endpoints)
            VALUES (?, ?, ?, decode(repeat(?, 32), 'hex'), decode(repeat(?, 32), 'hex'), '{relay.example:51871}')
            """)
        .params(UUID.randomUUID(), MESH, name, identity, key)
        .update();
  }
}
