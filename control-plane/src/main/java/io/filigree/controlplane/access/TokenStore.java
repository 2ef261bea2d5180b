package io.filigree.controlplane.access;

import io.filigree.controlplane.api.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code operator_token}. */
@Component
class TokenStore {
  private static final String SELECT =
      """
      SELECT t.*, m.name AS mesh FROM operator_token t LEFT JOIN mesh m ON m.id = t.mesh_id
      """;

  private final JdbcClient sql;

  TokenStore(JdbcClient sql) {
    this.sql = sql;
  }

  /** A token beside the hash of its secret. */
  record Known(TokenRow row, SecretHash hash) {}

  Optional<Known> findWithHash(String id) {
    return sql.sql(SELECT + "WHERE t.id = ?")
        .param(id)
        .query((row, _) -> new Known(token(row), new SecretHash(row.getBytes("secret_hash"))))
        .optional();
  }

  Optional<TokenRow> find(String id) {
    return sql.sql(SELECT + "WHERE t.id = ?").param(id).query((row, _) -> token(row)).optional();
  }

  /** The same, held until the transaction ends. */
  Optional<TokenRow> lock(String id) {
    return sql.sql(SELECT + "WHERE t.id = ? FOR UPDATE OF t")
        .param(id)
        .query((row, _) -> token(row))
        .optional();
  }

  List<TokenRow> list(PageQuery page) {
    return sql.sql(SELECT + "WHERE t.id > ? ORDER BY t.id LIMIT ?")
        .params(page.after().orElse(""), page.fetch())
        .query((row, _) -> token(row))
        .list();
  }

  /** Whether it was stored: not if its mesh does not exist. */
  boolean insert(TokenRow token, SecretHash hash) {
    return sql.sql(
                """
                INSERT INTO operator_token
                  (id, name, role, mesh_id, secret_hash, created_by, created_at, expires_at)
                SELECT :id, :name, :role, m.id, :hash, :by, :at, :expires
                FROM (SELECT :mesh::text AS name) wanted LEFT JOIN mesh m ON m.name = wanted.name
                WHERE wanted.name IS NULL OR m.id IS NOT NULL
                """)
            .param("id", token.id())
            .param("name", token.name())
            .param("role", token.role().column())
            .param("mesh", token.mesh().orElse(null))
            .param("hash", hash.bytes())
            .param("by", token.createdBy())
            .param("at", Timestamp.from(token.createdAt()))
            .param("expires", token.expiresAt().map(Timestamp::from).orElse(null))
            .update()
        == 1;
  }

  void rename(String id, String name) {
    sql.sql("UPDATE operator_token SET name = ?, version = version + 1 WHERE id = ?")
        .params(name, id)
        .update();
  }

  /**
   * Locks all tokens that could let an admin in, so that two revocations do not pass each other.
   */
  List<String> lockLiveAdmins() {
    return sql.sql(
            """
            SELECT id FROM operator_token
            WHERE role = 'admin' AND mesh_id IS NULL AND revoked_at IS NULL
              AND (expires_at IS NULL OR expires_at > now())
            ORDER BY id FOR UPDATE
            """)
        .query(String.class)
        .list();
  }

  void revoke(String id) {
    sql.sql(
            """
            UPDATE operator_token SET revoked_at = now(), version = version + 1
            WHERE id = ? AND revoked_at IS NULL
            """)
        .param(id)
        .update();
  }

  void touch(String id) {
    sql.sql("UPDATE operator_token SET last_used_at = now() WHERE id = ?").param(id).update();
  }

  private static TokenRow token(ResultSet row) throws SQLException {
    return new TokenRow(
        row.getString("id"),
        row.getString("name"),
        Role.ofColumn(row.getString("role")),
        Optional.ofNullable(row.getString("mesh")),
        row.getString("created_by"),
        row.getTimestamp("created_at").toInstant(),
        instant(row, "expires_at"),
        instant(row, "revoked_at"),
        instant(row, "last_used_at"),
        row.getLong("version"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
