package io.filigree.controlplane.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keys and answers of the last day, in Postgres, so that a retry may reach any replica. */
@Component
class IdempotencyStore {
  private final JdbcClient sql;
  private final JsonMapper json;

  IdempotencyStore(JdbcClient sql, JsonMapper json) {
    this.sql = sql;
    this.json = json;
  }

  /** Takes the key for this request if it is free. */
  Earlier begin(String caller, String key, byte[] requestHash) {
    sql.sql("DELETE FROM idempotency_key WHERE created_at < now() - interval '1 day'").update();
    // A request that has not ended within a minute ended with its process.
    int taken =
        sql.sql(
                """
                INSERT INTO idempotency_key (caller, key, request_hash) VALUES (?, ?, ?)
                ON CONFLICT (caller, key) DO UPDATE SET created_at = now()
                WHERE idempotency_key.status IS NULL
                  AND idempotency_key.request_hash = excluded.request_hash
                  AND idempotency_key.created_at < now() - interval '1 minute'
                """)
            .params(caller, key, requestHash)
            .update();
    return taken == 1 ? new Earlier.Nothing() : find(caller, key, requestHash);
  }

  private Earlier find(String caller, String key, byte[] requestHash) {
    return sql.sql(
            """
            SELECT request_hash = ? AS same, status, headers::text, body, held_secret
            FROM idempotency_key WHERE caller = ? AND key = ?
            """)
        .params(requestHash, caller, key)
        .query((row, _) -> earlier(row))
        .optional()
        .orElseGet(Earlier.Running::new);
  }

  private Earlier earlier(ResultSet row) throws SQLException {
    if (!row.getBoolean("same")) {
      return new Earlier.OtherRequest();
    }
    int status = row.getInt("status");
    if (row.wasNull()) {
      return new Earlier.Running();
    }
    Map<String, String> headers =
        json.readValue(row.getString("headers"), new TypeReference<TreeMap<String, String>>() {});
    return row.getBoolean("held_secret")
        ? new Earlier.AnsweredSecret(headers)
        : new Earlier.Answered(status, headers, row.getString("body"));
  }

  void keep(String caller, String key, Earlier.Answered answer) {
    sql.sql(
            """
            UPDATE idempotency_key SET status = ?, headers = ?::jsonb, body = ?
            WHERE caller = ? AND key = ?
            """)
        .params(
            answer.status(), json.writeValueAsString(answer.headers()), answer.body(), caller, key)
        .update();
  }

  void keepSecret(String caller, String key, int status, Map<String, String> headers) {
    sql.sql(
            """
            UPDATE idempotency_key SET status = ?, headers = ?::jsonb, held_secret = true
            WHERE caller = ? AND key = ?
            """)
        .params(status, json.writeValueAsString(headers), caller, key)
        .update();
  }

  /** Nothing was done, so the key is free again. */
  void forget(String caller, String key) {
    sql.sql("DELETE FROM idempotency_key WHERE caller = ? AND key = ?")
        .params(caller, key)
        .update();
  }
}
