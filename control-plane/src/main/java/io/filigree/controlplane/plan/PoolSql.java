package io.filigree.controlplane.plan;

import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.RangeKind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The pools and the search in them. */
@Repository
class PoolSql {

  private static final String INSERT =
      """
      INSERT INTO pool (mesh_id, kind, cidr, site_prefix) VALUES (:mesh, :kind, :cidr::cidr, :prefix)
      """;

  private static final String ALL =
      """
      SELECT kind, cidr, site_prefix FROM pool WHERE mesh_id = :mesh ORDER BY kind, cidr
      """;

  /** Pools of the kinds asked for, with the block size in each: see {@link Wish#prefix}. */
  private static final String ASKED =
      """
      asked AS (
        SELECT pool.id, pool.kind, pool.cidr, family(pool.cidr) AS family,
               CASE WHEN family(pool.cidr) = min(family(pool.cidr)) OVER (PARTITION BY pool.kind)
                    THEN coalesce(wish.prefix, pool.site_prefix) ELSE pool.site_prefix END AS prefix
          FROM unnest(:kinds::text[], :prefixes::int[]) AS wish (kind, prefix)
          JOIN pool ON pool.mesh_id = :mesh AND pool.kind = wish.kind)
      """;

  /** Of several pools of a family the first with room. */
  private static final String FREE =
      """
      free AS (
        SELECT DISTINCT ON (kind, family) id, kind, family, prefix, next_free_block(id, prefix) AS block
          FROM asked ORDER BY kind, family, block NULLS LAST)
      """;

  private static final String NEXT =
      "WITH " + ASKED + ", " + FREE + " SELECT kind, prefix, block FROM free ORDER BY kind, family";

  private static final String TAKE =
      "WITH "
          + ASKED
          + ", "
          + FREE
          + """
          , moved AS (
            INSERT INTO pool_cursor (pool_id, prefix, next)
            SELECT id, prefix, block FROM free WHERE block IS NOT NULL
            ON CONFLICT (pool_id, prefix) DO UPDATE SET next = excluded.next)
          SELECT kind, prefix, block FROM free ORDER BY kind, family
          """;

  /**
   * Pools of a kind and family add up; the scarcest kind decides. A kind without a pool has no
   * room.
   */
  private static final String ROOM =
      "WITH "
          + ASKED
          + """
          , room AS (
            SELECT kind, family, sum(coalesce(free_blocks(id, prefix), 0)) AS blocks
              FROM asked GROUP BY kind, family)
          SELECT CASE WHEN count(DISTINCT kind) < cardinality(:kinds::text[]) THEN 0
                      ELSE coalesce(min(blocks), 0) END
            FROM room
          """;

  /**
   * The largest integer that every JSON reader keeps exactly. IPv6 pools have more blocks than
   * that.
   */
  private static final BigDecimal COUNTED_TO = BigDecimal.valueOf((1L << 53) - 1);

  private final JdbcClient sql;

  PoolSql(JdbcClient sql) {
    this.sql = sql;
  }

  /** A block, or that there is none of this size. */
  record Block(RangeKind kind, int prefix, Optional<Cidr> cidr) {}

  void insert(MeshId mesh, Pool pool) {
    sql.sql(INSERT)
        .param("mesh", mesh.value())
        .param("kind", pool.kind().toString())
        .param("cidr", pool.cidr().toString())
        .param("prefix", pool.sitePrefix())
        .update();
  }

  List<Pool> all(MeshId mesh) {
    return sql.sql(ALL).param("mesh", mesh.value()).query(PoolSql::pool).list();
  }

  List<Block> next(MeshId mesh, List<Wish> wishes) {
    return bound(NEXT, mesh, wishes).query(PoolSql::block).list();
  }

  List<Block> take(MeshId mesh, List<Wish> wishes) {
    return bound(TAKE, mesh, wishes).query(PoolSql::block).list();
  }

  long room(MeshId mesh, List<Wish> wishes) {
    BigDecimal blocks = bound(ROOM, mesh, wishes).query(BigDecimal.class).single();
    return blocks.min(COUNTED_TO).longValueExact();
  }

  private JdbcClient.StatementSpec bound(String text, MeshId mesh, List<Wish> wishes) {
    return sql.sql(text)
        .param("mesh", mesh.value())
        .param("kinds", wishes.stream().map(w -> w.kind().toString()).toArray(String[]::new))
        .param("prefixes", wishes.stream().map(PoolSql::prefix).toArray(Integer[]::new));
  }

  private static @Nullable Integer prefix(Wish wish) {
    return wish.prefix().isPresent() ? wish.prefix().getAsInt() : null;
  }

  private static Pool pool(ResultSet row, int number) throws SQLException {
    return new Pool(
        RangeKind.parse(row.getString("kind")),
        Cidr.parse(row.getString("cidr")),
        row.getInt("site_prefix"));
  }

  private static Block block(ResultSet row, int number) throws SQLException {
    return new Block(
        RangeKind.parse(row.getString("kind")),
        row.getInt("prefix"),
        Optional.ofNullable(row.getString("block")).map(Cidr::parse));
  }
}
