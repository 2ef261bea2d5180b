package io.filigree.controlplane.edgeauth;

import io.filigree.protocol.key.IdentityKey;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Single-use numbers for sites whose clock is wrong. They are rows, so that a nonce given by one
 * replica is taken by any and by one only.
 */
@Component
class Nonces {

  /**
   * A storm of strangers with wrong clocks fills this and no more; honest sites ask again later.
   */
  private static final int MOST_ROWS = 20_000;

  private static final String GIVE =
      """
      WITH stale AS (DELETE FROM request_nonce WHERE expires_at < now())
      INSERT INTO request_nonce (nonce, identity_key, expires_at)
      SELECT :nonce, :key, now() + interval '60 seconds'
       WHERE (SELECT count(*) FROM request_nonce) < :most
      """;

  private static final String TAKE =
      """
      DELETE FROM request_nonce
       WHERE nonce = :nonce AND identity_key = :key AND expires_at >= now()
      """;

  private final JdbcClient sql;
  private final SecureRandom random = new SecureRandom();

  Nonces(JdbcClient sql) {
    this.sql = sql;
  }

  /** A new nonce for this key, good for one request within a minute. */
  String give(IdentityKey key) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    sql.sql(GIVE)
        .param("nonce", nonce)
        .param("key", key.key().bytes())
        .param("most", MOST_ROWS)
        .update();
    return nonce;
  }

  /** Whether the nonce was this key's and is now used up. */
  boolean take(String nonce, IdentityKey key) {
    return sql.sql(TAKE).param("nonce", nonce).param("key", key.key().bytes()).update() == 1;
  }
}
