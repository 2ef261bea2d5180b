package io.filigree.controlplane.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ranges that sites own, and the addresses of relays. */
@Repository
class RangeSql {

  /**
   * What overlaps is left out, not failed on: a failed statement would end the transaction before
   * it could be explained.
   */
  private static final String INSERT =
      """
      INSERT INTO site_range (mesh_id, site_id, site_no, kind, cidr, routed)
      SELECT site.mesh_id, site.id, site.site_no, wanted.kind, wanted.cidr::cidr, wanted.routed
        FROM site, unnest(:kinds::text[], :cidrs::text[], :routed::boolean[]) WITH ORDINALITY
                     AS wanted (kind, cidr, routed, ordinal)
       WHERE site.mesh_id = :mesh AND site.id = :site
       ORDER BY wanted.ordinal
      ON CONFLICT ON CONSTRAINT range_overlap DO NOTHING
      """;

  private static final String IN_THE_WAY =
      """
      SELECT wanted.ordinal, site.name AS site, relay.name AS relay, held.kind, held.cidr, held.routed
        FROM unnest(:kinds::text[], :cidrs::text[], :routed::boolean[]) WITH ORDINALITY
               AS wanted (kind, cidr, routed, ordinal)
        JOIN site_range held
          ON held.mesh_id = :mesh AND held.cidr && wanted.cidr::cidr
         AND held.site_id IS DISTINCT FROM :site AND (held.routed OR wanted.routed)
        LEFT JOIN site ON site.id = held.site_id
        LEFT JOIN relay ON relay.id = held.relay_id
       ORDER BY wanted.ordinal, held.cidr, site.name
       LIMIT :limit
      """;

  private static final String OF_SITES =
      """
      SELECT site_id, kind, cidr, routed FROM site_range WHERE site_id = ANY (:sites::uuid[]) ORDER BY id
      """;

  private static final String PAGE =
      """
      SELECT site_range.id, site.name AS site, relay.name AS relay,
             site_range.kind, site_range.cidr, site_range.routed
        FROM site_range
        LEFT JOIN site ON site.id = site_range.site_id
        LEFT JOIN relay ON relay.id = site_range.relay_id
       WHERE site_range.mesh_id = :mesh
         AND (site_range.cidr, site_range.id) > (:cidr::cidr, :id)
       ORDER BY site_range.cidr, site_range.id
       LIMIT :limit
      """;

  /** Fails on an overlap: what a relay gets was free under the same lock. */
  private static final String GIVE =
      """
      INSERT INTO site_range (mesh_id, relay_id, kind, cidr, routed)
      VALUES (:mesh, :relay, 'tunnel', :cidr::cidr, true)
      """;

  private static final String ADDRESSES =
      "SELECT relay_id, host(cidr) AS address FROM site_range WHERE relay_id = ANY (:relays::uuid[])";

  /** One wide range can overlap thousands; nobody reads more than a page of them. */
  private static final int OVERLAPS_NAMED = 50;

  private final JdbcClient sql;

  RangeSql(JdbcClient sql) {
    this.sql = sql;
  }

  /** Inserts what overlaps nothing, and says how many that are. */
  int insert(MeshId mesh, SiteId site, List<Range> wanted) {
    return bound(INSERT, mesh, site, wanted).update();
  }

  List<Overlap> inTheWay(MeshId mesh, SiteId site, List<Range> wanted) {
    return bound(IN_THE_WAY, mesh, site, wanted)
        .param("limit", OVERLAPS_NAMED)
        .query((row, _) -> overlap(row, wanted))
        .list();
  }

  void deleteOf(SiteId site) {
    sql.sql("DELETE FROM site_range WHERE site_id = :site").param("site", site.value()).update();
  }

  Map<SiteId, List<Range>> of(List<SiteId> sites) {
    return sql
        .sql(OF_SITES)
        .param("sites", sites.stream().map(SiteId::toString).toArray(String[]::new))
        .query(RangeSql::held)
        .list()
        .stream()
        .collect(groupingBy(Held::site, mapping(Held::range, toList())));
  }

  void give(MeshId mesh, RelayId relay, Cidr address) {
    sql.sql(GIVE)
        .param("mesh", mesh.value())
        .param("relay", relay.value())
        .param("cidr", address.toString())
        .update();
  }

  Map<RelayId, IpAddress> addresses(List<RelayId> relays) {
    Map<RelayId, IpAddress> addresses = new HashMap<>();
    sql.sql(ADDRESSES)
        .param("relays", relays.stream().map(RelayId::toString).toArray(String[]::new))
        .query(row -> {
          addresses.put(
              new RelayId(row.getObject("relay_id", UUID.class)),
              IpAddress.parse(row.getString("address")));
        });
    return addresses;
  }

  List<OwnedRange> page(MeshId mesh, RangePosition after, int limit) {
    return sql.sql(PAGE)
        .param("mesh", mesh.value())
        .param("cidr", after.cidr().toString())
        .param("id", after.id())
        .param("limit", limit)
        .query(RangeSql::owned)
        .list();
  }

  private JdbcClient.StatementSpec bound(
      String text, MeshId mesh, SiteId site, List<Range> wanted) {
    return sql.sql(text)
        .param("mesh", mesh.value())
        .param("site", site.value())
        .param("kinds", wanted.stream().map(r -> r.kind().toString()).toArray(String[]::new))
        .param("cidrs", wanted.stream().map(r -> r.cidr().toString()).toArray(String[]::new))
        .param("routed", wanted.stream().map(Range::routed).toArray(Boolean[]::new));
  }

  private static Overlap overlap(ResultSet row, List<Range> wanted) throws SQLException {
    int index = row.getInt("ordinal") - 1;
    return new Overlap(wanted.get(index), index, owner(row), range(row));
  }

  private record Held(SiteId site, Range range) {}

  private static Held held(ResultSet row, int number) throws SQLException {
    return new Held(new SiteId(row.getObject("site_id", UUID.class)), range(row));
  }

  private static OwnedRange owned(ResultSet row, int number) throws SQLException {
    Range range = range(row);
    return new OwnedRange(new RangePosition(range.cidr(), row.getLong("id")), owner(row), range);
  }

  private static RangeOwner owner(ResultSet row) throws SQLException {
    String site = row.getString("site");
    return site != null
        ? new RangeOwner(RangeOwner.Kind.SITE, SiteName.parse(site))
        : new RangeOwner(RangeOwner.Kind.RELAY, SiteName.parse(row.getString("relay")));
  }

  private static Range range(ResultSet row) throws SQLException {
    return new Range(
        RangeKind.parse(row.getString("kind")),
        Cidr.parse(row.getString("cidr")),
        row.getBoolean("routed"));
  }
}
