package io.filigree.controlplane.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.controlplane.testing.FreshDatabase;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing but SQL: what holds whatever program writes. */
class RangeConstraintIT {

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
  void forgetSites() {
    sql.sql("DELETE FROM site").update();
    sql.sql("DELETE FROM pool").update();
  }

  @Test
  void routedRangeMeetsEveryRangeOfOtherSites() {
    own(SHOPS, 1, "pod", "10.42.0.0/16", true);
    own(SHOPS, 2, "service", "10.43.0.0/16", false);
    assertOverlap(SHOPS, 3, "pod", "10.42.7.0/24", true);
    assertOverlap(SHOPS, 3, "pod", "10.40.0.0/14", true);
    assertOverlap(SHOPS, 3, "pod", "10.43.0.0/16", true);
  }

  @Test
  void guardedRangeMeetsRoutedRangesOnly() {
    own(SHOPS, 1, "lan", "192.168.1.0/24", false);
    own(SHOPS, 2, "lan", "192.168.1.0/24", false);
    own(SHOPS, 3, "lan", "192.168.0.0/16", false);
    own(SHOPS, 4, "pod", "10.42.0.0/16", true);
    assertOverlap(SHOPS, 5, "service", "10.42.0.0/16", false);
  }

  @Test
  void rangesOfOneSiteNeverOverlap() {
    own(SHOPS, 1, "pod", "10.42.0.0/16", true);
    own(SHOPS, 1, "lan", "192.168.1.0/24", false);
    assertOverlap(SHOPS, 1, "service", "10.42.0.0/16", false);
    assertOverlap(SHOPS, 1, "service", "192.168.1.0/25", false);
  }

  @Test
  void otherMeshesDoNotMatter() {
    own(SHOPS, 1, "pod", "10.42.0.0/16", true);
    own(BANKS, 1, "pod", "10.42.0.0/16", true);
  }

  @Test
  void ipv6RangesFollowTheSameRules() {
    own(SHOPS, 1, "pod", "fd00:42::/48", true);
    own(SHOPS, 2, "lan", "fd00:1::/64", false);
    own(SHOPS, 3, "lan", "fd00:1::/64", false);
    assertOverlap(SHOPS, 4, "service", "fd00:42:0:7::/112", false);
  }

  @Test
  void rangesThatNoMeshMayCarryAreRefused() {
    for (String cidr :
        new String[] {
          "0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "::/0", "8.8.8.0/24", "127.0.0.0/8",
          "169.254.0.0/16", "224.0.0.0/4", "fe80::/64", "ff00::/8", "::ffff:10.0.0.0/112",
              "fc00::/7"
        }) {
      assertThatThrownBy(() -> own(SHOPS, 1, "pod", cidr, true))
          .as(cidr)
          .hasMessageContaining("range_is_private");
    }
    assertThatThrownBy(() -> own(SHOPS, 1, "pod", "10.42.0.1/16", true))
        .hasMessageContaining("invalid cidr value");
  }

  @Test
  void tunnelRangeIsOneRoutedAddress() {
    own(SHOPS, 1, "tunnel", "100.100.0.1/32", true);
    assertThatThrownBy(() -> own(SHOPS, 2, "tunnel", "100.100.1.0/24", true))
        .hasMessageContaining("range_of_a_tunnel_is_one_routed_address");
    assertThatThrownBy(() -> own(SHOPS, 2, "tunnel", "100.100.0.2/32", false))
        .hasMessageContaining("range_of_a_tunnel_is_one_routed_address");
  }

  @Test
  void deletingSiteFreesItsRanges() {
    own(SHOPS, 1, "pod", "10.42.0.0/16", true);
    sql.sql("DELETE FROM site WHERE site_no = 1").update();
    own(SHOPS, 2, "pod", "10.42.0.0/16", true);
  }

  @Test
  void nextFreeBlockSkipsWhateverIsInTheWay() {
    long pool = pool("pod", "10.128.0.0/9", 16);
    assertThat(next(pool, 16)).isEqualTo("10.128.0.0/16");
    own(SHOPS, 1, "pod", "10.128.0.0/16", true);
    own(SHOPS, 2, "lan", "10.129.7.0/24", false);
    own(SHOPS, 3, "pod", "10.130.0.0/15", true);
    own(SHOPS, 4, "pod", "10.133.0.0/16", true);
    assertThat(next(pool, 16)).isEqualTo("10.132.0.0/16");
    assertThat(next(pool, 15)).isEqualTo("10.134.0.0/15");
    assertThat(next(pool, 24)).isEqualTo("10.129.0.0/24");
    assertThat(next(pool, 9)).isEqualTo("none");
    assertThat(free(pool, 16)).isEqualTo(128 - 5);
    assertThat(free(pool, 24)).isEqualTo(128 * 256 - 4 * 256 - 1);
  }

  @Test
  void cursorGoesBackToWhatBecameFree() {
    long pool = pool("pod", "10.128.0.0/9", 16);
    for (int site = 1; site <= 5; site++) {
      own(SHOPS, site, "pod", "10.%d.0.0/16".formatted(127 + site), true);
    }
    sql.sql("INSERT INTO pool_cursor VALUES (?, 16, '10.132.0.0/16')").param(pool).update();
    sql.sql("INSERT INTO pool_cursor VALUES (?, 24, '10.132.0.0/24')").param(pool).update();
    assertThat(next(pool, 16)).isEqualTo("10.133.0.0/16");
    sql.sql("DELETE FROM site WHERE site_no IN (2, 4)").update();
    assertThat(next(pool, 16)).isEqualTo("10.129.0.0/16");
    assertThat(next(pool, 24)).isEqualTo("10.129.0.0/24");
  }

  @Test
  void exhaustedPoolHasNoBlock() {
    long pool = pool("service", "10.64.0.0/15", 16);
    own(SHOPS, 1, "service", "10.64.0.0/15", false);
    own(SHOPS, 2, "service", "10.64.0.0/15", false);
    assertThat(next(pool, 16)).isEqualTo("none");
    assertThat(free(pool, 16)).isZero();
  }

  @Test
  void ipv6PoolsHandOutBlocksToo() {
    long pool = pool("pod", "fd00:1::/32", 48);
    own(SHOPS, 1, "pod", "fd00:1::/48", true);
    assertThat(next(pool, 48)).isEqualTo("fd00:1:1::/48");
    assertThat(free(pool, 48)).isEqualTo(65_535);
  }

  private void own(UUID mesh, int site, String kind, String cidr, boolean routed) {
    UUID id = new UUID(mesh.getLeastSignificantBits(), site);
    sql.sql(
            """
            INSERT INTO site (id, mesh_id, site_no, name, identity_key)
            VALUES (?, ?, ?, 'store-' || ?, decode(md5(?::text || ?) || md5(?::text), 'hex'))
            ON CONFLICT DO NOTHING
            """)
        .params(id, mesh, site, site, id, "a", id)
        .update();
    sql.sql(
            """
            INSERT INTO site_range (mesh_id, site_id, site_no, kind, cidr, routed)
            VALUES (?, ?, ?, ?, ?::cidr, ?)
            """)
        .params(mesh, id, site, kind, cidr, routed)
        .update();
  }

  private void assertOverlap(UUID mesh, int site, String kind, String cidr, boolean routed) {
    assertThatThrownBy(() -> own(mesh, site, kind, cidr, routed))
        .hasMessageContaining("range_overlap");
  }

  private long pool(String kind, String cidr, int prefix) {
    return sql.sql(
            """
            INSERT INTO pool (mesh_id, kind, cidr, site_prefix) VALUES (?, ?, ?::cidr, ?) RETURNING id
            """)
        .params(SHOPS, kind, cidr, prefix)
        .query(Long.class)
        .single();
  }

  private String next(long pool, int prefix) {
    return sql.sql("SELECT coalesce(next_free_block(?, ?)::text, 'none')")
        .params(pool, prefix)
        .query(String.class)
        .single();
  }

  private long free(long pool, int prefix) {
    return sql.sql("SELECT free_blocks(?, ?)").params(pool, prefix).query(Long.class).single();
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
