package io.filigree.controlplane.edgeauth;

import io.filigree.controlplane.edgeauth.Signer.Standing;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which site or relay holds which identity key. Sites are remembered, so that an idle poll costs no
 * SQL; the feed says what to forget. The few relays of a mesh are looked up each time.
 */
@Component
public class SignerDirectory {

  /** What is remembered is bounded by this; a full memory starts over. */
  private static final int MOST_REMEMBERED = 50_000;

  /** Look-ups at once: a thousand unknown keys must not take every connection there is. */
  private static final int MOST_READERS = 4;

  private static final String FIND =
      """
      SELECT id, true AS is_site, CASE WHEN left_at IS NULL THEN 'MEMBER' ELSE 'LEFT' END AS standing
        FROM site WHERE mesh_id = :mesh AND identity_key = :key
      UNION ALL
      SELECT id, false, 'MEMBER'
        FROM relay WHERE mesh_id = :mesh AND identity_key = :key
      UNION ALL
      SELECT site_id, true, 'REMOVED'
        FROM removed_site
       WHERE mesh_id = :mesh AND identity_key = :key AND removed_at > now() - interval '90 days'
      UNION ALL
      SELECT relay_id, false, 'REMOVED'
        FROM removed_relay
       WHERE mesh_id = :mesh AND identity_key = :key AND removed_at > now() - interval '90 days'
      ORDER BY standing LIMIT 1
      """;

  private static final String MEMBERS =
      """
      SELECT mesh_id, id, identity_key
        FROM site WHERE identity_key IS NOT NULL AND left_at IS NULL
       LIMIT :most
      """;

  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final JdbcClient sql;
  private final Map<Holding, SiteId> members = new ConcurrentHashMap<>();
  private final Semaphore readers = new Semaphore(MOST_READERS);
  private final AtomicLong forgotten = new AtomicLong();

  SignerDirectory(JdbcClient sql) {
    this.sql = sql;
  }

  /** A key in a mesh; the text, because checking that a stored key is a point costs 0.1 ms. */
  private record Holding(MeshId mesh, String key) {}

  /** The site or relay of that mesh that holds the key, or held it until it was removed. */
  Optional<Caller> find(MeshId mesh, IdentityKey key) {
    Holding holding = new Holding(mesh, key.key().text());
    SiteId member = members.get(holding);
    return member != null
        ? Optional.of(new Signer(mesh, member, key, Standing.MEMBER))
        : readInTurn(holding, key);
  }

  private Optional<Caller> readInTurn(Holding holding, IdentityKey key) {
    readers.acquireUninterruptibly();
    try {
      return read(holding, key);
    } finally {
      readers.release();
    }
  }

  private Optional<Caller> read(Holding holding, IdentityKey key) {
    long before = forgotten.get();
    Optional<Caller> found =
        sql.sql(FIND)
            .param("mesh", holding.mesh().value())
            .param("key", key.key().bytes())
            .query((row, _) -> caller(row, holding.mesh(), key))
            .optional();
    // The 90 days of a removed one run on; and what was read before a change may be old news.
    if (found.orElse(null) instanceof Signer(_, SiteId site, _, Standing standing)
        && standing == Standing.MEMBER
        && forgotten.get() == before) {
      remember(holding, site);
    }
    return found;
  }

  private static Caller caller(ResultSet row, MeshId mesh, IdentityKey key) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    Standing standing = Standing.valueOf(row.getString("standing"));
    return row.getBoolean("is_site")
        ? new Signer(mesh, new SiteId(id), key, standing)
        : new RelaySigner(mesh, new RelayId(id), key, standing);
  }

  /** Reads all members at once, for a start under a thousand returning edges. */
  public void load() {
    sql.sql(MEMBERS)
        .param("most", MOST_REMEMBERED)
        .query(row -> {
          MeshId mesh = new MeshId(row.getObject("mesh_id", UUID.class));
          String key = TEXT.encodeToString(row.getBytes("identity_key"));
          remember(new Holding(mesh, key), new SiteId(row.getObject("id", UUID.class)));
        });
  }

  /** Something about these sites changed. */
  public void forget(MeshId mesh, Set<SiteId> sites) {
    if (!sites.isEmpty()) {
      forgotten.incrementAndGet();
      members
          .entrySet()
          .removeIf(
              known -> known.getKey().mesh().equals(mesh) && sites.contains(known.getValue()));
    }
  }

  /** Anything about this mesh may have changed. */
  public void forget(MeshId mesh) {
    forgotten.incrementAndGet();
    members.keySet().removeIf(known -> known.mesh().equals(mesh));
  }

  private void remember(Holding holding, SiteId site) {
    if (members.size() >= MOST_REMEMBERED) {
      members.clear();
    }
    members.put(holding, site);
  }
}
