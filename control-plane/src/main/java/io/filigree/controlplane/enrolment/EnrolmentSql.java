package io.filigree.controlplane.enrolment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Spending tokens. */
@Repository
class EnrolmentSql {

  /** Whatever was read before: of any number of sites that race, this lets one through. */
  private static final String SPEND =
      """
      UPDATE join_token SET uses = uses + 1, version = version + 1
       WHERE id = :token
         AND revoked_at IS NULL
         AND expires_at > now()
         AND (NOT single_use OR uses = 0)
      """;

  private final JdbcClient sql;

  EnrolmentSql(JdbcClient sql) {
    this.sql = sql;
  }

  boolean spend(String token) {
    return sql.sql(SPEND).param("token", token).update() == 1;
  }
}
