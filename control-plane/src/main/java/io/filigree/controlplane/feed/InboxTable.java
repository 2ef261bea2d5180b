package io.filigree.controlplane.feed;

import io.filigree.protocol.name.SiteId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the numbers of all inboxes; the slots are not the feed's business. */
@Component
class InboxTable {

  private final JdbcClient sql;

  InboxTable(JdbcClient sql) {
    this.sql = sql;
  }

  /** Every inbox that was ever written to. */
  Map<SiteId, Long> numbers() {
    Map<SiteId, Long> numbers = new HashMap<>();
    sql.sql("SELECT site_id, number FROM inbox")
        .query(row -> {
          numbers.put(new SiteId(row.getObject("site_id", UUID.class)), row.getLong("number"));
        });
    return numbers;
  }
}
