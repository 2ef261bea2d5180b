package io.filigree.controlplane.secret;

import io.filigree.controlplane.StartRefusedException;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds out at start, not at the first signature, whether key file and database belong together:
 * the database holds one known thing, sealed.
 */
final class KeyCheck {
  private static final String NAME = "key-check";

  private final JdbcClient sql;
  private final KeyFile file;

  KeyCheck(JdbcClient sql, KeyFile file) {
    this.sql = sql;
    this.file = file;
  }

  /** The sealer of this database. A missing key file is made only where nothing is sealed yet. */
  Sealer sealer() {
    Optional<byte[]> known = known();
    Sealer sealer = new Sealer(key(known.isEmpty()));
    byte[] sealed = known.orElseGet(() -> remember(sealer));
    if (sealer.tryOpen(NAME, sealed).isEmpty()) {
      throw new StartRefusedException(
          "The key file " + file.path() + " is not the one this database was sealed with.",
          "Name the right one in FILIGREE_KEY_FILE.");
    }
    return sealer;
  }

  private SecretKey key(boolean mayCreate) {
    Optional<SecretKey> key = file.read();
    if (key.isEmpty() && !mayCreate) {
      throw new StartRefusedException(
          "The key file " + file.path() + " is missing, and this database needs it.",
          "Put it back from its backup, or name it in FILIGREE_KEY_FILE.");
    }
    return key.orElseGet(file::create);
  }

  private Optional<byte[]> known() {
    return sql.sql("SELECT sealed FROM sealed_secret WHERE name = ?")
        .param(NAME)
        .query((row, _) -> row.getBytes(1))
        .optional();
  }

  /** Another replica may be first; its key then counts. */
  private byte[] remember(Sealer sealer) {
    sql.sql("INSERT INTO sealed_secret (name, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .params(NAME, sealer.seal(NAME, new byte[0]))
        .update();
    return known().orElseThrow();
  }
}
