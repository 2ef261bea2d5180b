package io.filigree.controlplane.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.controlplane.testing.FreshDatabase;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing but SQL: what holds between relays and sites whatever program writes. */
class RelayConstraintIT {

  @RegisterExtension static final FreshDatabase database = new FreshDatabase();

  private static final UUID SHOPS = UUID.randomUUID();
  private static final UUID BANKS = UUID.randomUUID();

  private final JdbcClient sql = database.jdbc();

  @BeforeAll
  static void makeMeshes() {
    makeMesh(SHOPS, "shops");
    makeMesh(BANKS, "banks");
  }

  @BeforeEach
  void forgetAll() {
    sql.sql("DELETE FROM site").update();
    sql.sql("DELETE FROM relay").update();
    sql.sql("DELETE FROM pool").update();
  }

  @Test
  void nameIsOneSitesOrOneRelays() {
    site(SHOPS, 1, "a");
    assertThatThrownBy(() -> relay(SHOPS, 2, "a")).hasMessageContaining("member_name_taken");
    relay(SHOPS, 3, "b");
    assertThatThrownBy(() -> site(SHOPS, 4, "b")).hasMessageContaining("member_name_taken");
    assertThatThrownBy(() -> sql.sql("UPDATE site SET name = 'b'").update())
        .hasMessageContaining("member_name_taken");
    relay(BANKS, 5, "a");
    sql.sql("DELETE FROM relay WHERE name = 'b'").update();
    site(SHOPS, 6, "b");
  }

  @Test
  void identityKeyIsOneSitesOrOneRelays() {
    site(SHOPS, 1, "a");
    assertThatThrownBy(() -> relay(SHOPS, 1, "b"))
        .hasMessageContaining("member_identity_key_taken");
    relay(BANKS, 1, "b");
    relay(SHOPS, 2, "c");
    assertThatThrownBy(() -> site(SHOPS, 2, "d")).hasMessageContaining("member_identity_key_taken");
  }

  @Test
  void wireGuardKeyIsOneSitesOrOneRelays() {
    UUID site = site(SHOPS, 1, "a");
    UUID relay = relay(SHOPS, 2, "b");
    assertThatThrownBy(() -> announce(site, 2)).hasMessageContaining("wireguard_key_taken");
    announce(site, 7);
    assertThatThrownBy(() -> rekey(relay, 7)).hasMessageContaining("wireguard_key_taken");
    rekey(relay, 8);
    assertThatThrownBy(() -> announce(site, 8)).hasMessageContaining("wireguard_key_taken");
    sql.sql("DELETE FROM wireguard_key WHERE site_id = ?").param(site).update();
    announce(site, 2);
    assertThat(count("wireguard_key")).as("the key the relay gave up is free").isEqualTo(2);
  }

  @Test
  void addressIsOneSitesOrOneRelays() {
    UUID relay = relay(SHOPS, 1, "a");
    UUID site = site(SHOPS, 2, "b");
    give(SHOPS, relay, "tunnel", "100.100.0.0/32", true);
    assertThatThrownBy(() -> own(SHOPS, site, 2, "tunnel", "100.100.0.0/32", true))
        .hasMessageContaining("range_overlap");
    assertThatThrownBy(() -> own(SHOPS, site, 2, "lan", "100.100.0.0/24", false))
        .as("guarded ranges meet it too")
        .hasMessageContaining("range_overlap");
    own(SHOPS, site, 2, "tunnel", "100.100.0.1/32", true);
    UUID other = relay(SHOPS, 3, "c");
    assertThatThrownBy(() -> give(SHOPS, other, "tunnel", "100.100.0.1/32", true))
        .hasMessageContaining("range_overlap");
  }

  @Test
  void relayOwnsOneTunnelAddressOfItsOwnMesh() {
    UUID relay = relay(SHOPS, 1, "a");
    assertThatThrownBy(() -> give(SHOPS, relay, "pod", "10.42.0.0/16", true))
        .hasMessageContaining("range_of_a_relay_is_its_address");
    assertThatThrownBy(() -> give(SHOPS, relay, "tunnel", "100.100.0.0/24", true))
        .hasMessageContaining("range_of_a_tunnel_is_one_routed_address");
    assertThatThrownBy(() -> give(SHOPS, relay, "tunnel", "100.100.0.0/32", false))
        .hasMessageContaining("violates");
    assertThatThrownBy(() -> give(BANKS, relay, "tunnel", "100.100.0.0/32", true))
        .hasMessageContaining("range_is_of_its_relay");
    give(SHOPS, relay, "tunnel", "100.100.0.0/32", true);
    assertThatThrownBy(() -> give(SHOPS, relay, "tunnel", "100.100.0.1/32", true))
        .hasMessageContaining("range_of_a_relay_is_one");
  }

  @Test
  void rangeHasOneOwner() {
    UUID relay = relay(SHOPS, 1, "a");
    UUID site = site(SHOPS, 2, "b");
    String insert =
        """
        INSERT INTO site_range (mesh_id, site_id, site_no, relay_id, kind, cidr, routed)
        VALUES (?, ?, ?, ?, 'tunnel', '100.100.0.0/32', true)
        """;
    Object[][] owners = {
      {site, 2, relay}, {null, null, null}, {null, 2, relay}, {site, null, null}
    };
    for (Object[] owner : owners) {
      assertThatThrownBy(() -> sql.sql(insert).params(SHOPS, owner[0], owner[1], owner[2]).update())
          .hasMessageContaining("range_has_one_owner");
    }
  }

  @Test
  void removedRelayReopensThePool() {
    long pool =
        sql.sql(
                """
                INSERT INTO pool (mesh_id, kind, cidr, site_prefix)
                VALUES (?, 'tunnel', '100.100.0.0/30', 32) RETURNING id
                """)
            .param(SHOPS)
            .query(Long.class)
            .single();
    for (int i = 0; i < 4; i++) {
      give(SHOPS, relay(SHOPS, i, "relay-" + i), "tunnel", "100.100.0." + i + "/32", true);
    }
    sql.sql("INSERT INTO pool_cursor VALUES (?, 32, '100.100.0.3/32')").param(pool).update();
    assertThat(next(pool)).isEqualTo("none");
    assertThat(free(pool)).isZero();
    sql.sql("DELETE FROM relay WHERE name = 'relay-1'").update();
    assertThat(next(pool)).isEqualTo("100.100.0.1/32");
    assertThat(free(pool)).isEqualTo(1);
  }

  @Test
  void relayListensAtOneToEightPlaces() {
    UUID relay = relay(SHOPS, 1, "a");
    for (String bad : new String[] {"{}", "{a,NULL}", "{1,2,3,4,5,6,7,8,9}"}) {
      assertThatThrownBy(() ->
              sql.sql("UPDATE relay SET endpoints = ?::text[] WHERE id = ?")
                  .params(bad, relay)
                  .update())
          .as(bad)
          .hasMessageContaining("relay_has_one_to_eight_endpoints");
    }
  }

  private UUID site(UUID mesh, int number, String name) {
    UUID id = UUID.randomUUID();
    sql.sql(
            """
            INSERT INTO site (id, mesh_id, site_no, name, identity_key)
            VALUES (?, ?, ?, ?, decode(repeat('aa', 31) || lpad(to_hex(?), 2, '0'), 'hex'))
            """)
        .params(id, mesh, number, name, number)
        .update();
    return id;
  }

  /** The number is in both keys. */
  private UUID relay(UUID mesh, int number, String name) {
    UUID id = UUID.randomUUID();
    sql.sql(
            """
            INSERT INTO relay (id, mesh_id, name, identity_key, wireguard_key, endpoints)
            VALUES (?, ?, ?, decode(repeat('aa', 31) || lpad(to_hex(?), 2, '0'), 'hex'),
                    decode(repeat('bb', 31) || lpad(to_hex(?), 2, '0'), 'hex'), '{relay.example:51871}')
            """)
        .params(id, mesh, name, number, number)
        .update();
    return id;
  }

  private void announce(UUID site, int key) {
    sql.sql(
            """
            INSERT INTO wireguard_key (mesh_id, public_key, site_id, use)
            VALUES (?, decode(repeat('bb', 31) || lpad(to_hex(?), 2, '0'), 'hex'), ?, 'current')
            """)
        .params(SHOPS, key, site)
        .update();
  }

  private void rekey(UUID relay, int key) {
    sql.sql(
            """
            UPDATE relay
               SET wireguard_key = decode(repeat('bb', 31) || lpad(to_hex(?), 2, '0'), 'hex')
             WHERE id = ?
            """)
        .params(key, relay)
        .update();
  }

  private void own(UUID mesh, UUID site, int number, String kind, String cidr, boolean routed) {
    sql.sql(
            """
            INSERT INTO site_range (mesh_id, site_id, site_no, kind, cidr, routed)
            VALUES (?, ?, ?, ?, ?::cidr, ?)
            """)
        .params(mesh, site, number, kind, cidr, routed)
        .update();
  }

  private void give(UUID mesh, UUID relay, String kind, String cidr, boolean routed) {
    sql.sql(
            """
            INSERT INTO site_range (mesh_id, relay_id, kind, cidr, routed)
            VALUES (?, ?, ?, ?::cidr, ?)
            """)
        .params(mesh, relay, kind, cidr, routed)
        .update();
  }

  private String next(long pool) {
    return sql.sql("SELECT coalesce(next_free_block(?, 32)::text, 'none')")
        .param(pool)
        .query(String.class)
        .single();
  }

  private long free(long pool) {
    return sql.sql("SELECT free_blocks(?, 32)").param(pool).query(Long.class).single();
  }

  private long count(String table) {
    return sql.sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }

  private static void makeMesh(UUID id, String name) {
    database
        .jdbc()
        .sql(
            """
            INSERT INTO mesh (id, name, mode, record, roster_public_key, roster_key_sealed, recovery_public_key)
            VALUES (?, ?, 'coordinator', '{}', decode(repeat('01', 32), 'hex'), 'sealed', decode(repeat('02', 32), 'hex'))
            """)
        .params(id, name)
        .update();
  }
}
