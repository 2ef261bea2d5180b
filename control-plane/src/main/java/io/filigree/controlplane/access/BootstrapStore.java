package io.filigree.controlplane.access;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code bootstrap_token}: at most one row, for ever. */
@Component
class BootstrapStore {
  private final JdbcClient sql;

  BootstrapStore(JdbcClient sql) {
    this.sql = sql;
  }

  /** The hash of the living token; empty before the first start and after the token's death. */
  Optional<SecretHash> liveHash() {
    return sql.sql("SELECT secret_hash FROM bootstrap_token WHERE spent_at IS NULL")
        .query((row, _) -> new SecretHash(row.getBytes("secret_hash")))
        .optional();
  }

  boolean isSpent() {
    return sql.sql("SELECT count(*) FROM bootstrap_token WHERE spent_at IS NOT NULL")
            .query(Long.class)
            .single()
        == 1;
  }

  /** Makes or replaces the living token; whether there can be one. */
  boolean put(SecretHash hash) {
    return sql.sql(
                """
                INSERT INTO bootstrap_token (secret_hash) VALUES (?)
                ON CONFLICT (id) DO UPDATE SET secret_hash = excluded.secret_hash
                WHERE bootstrap_token.spent_at IS NULL
                """)
            .param(hash.bytes())
            .update()
        == 1;
  }

  /** Ends it; whether this call was the one. */
  boolean spend() {
    return sql.sql("UPDATE bootstrap_token SET spent_at = now() WHERE spent_at IS NULL").update()
        == 1;
  }
}
