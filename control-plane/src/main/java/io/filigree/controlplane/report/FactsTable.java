package io.filigree.controlplane.report;

import io.filigree.controlplane.edgeauth.Signer;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Facts and WireGuard keys in Postgres. */
@Component
class FactsTable {

  /** The key too: a signer may have been remembered from before its key was replaced. */
  private static final String MIN_COUNTER =
      """
      SELECT min_counter FROM site
       WHERE id = :site AND mesh_id = :mesh AND identity_key = :key AND record IS NOT NULL
      """;

  private static final String LAST =
      "SELECT counter, document, signature FROM facts WHERE site_id = :site";

  private static final String RELEASE =
      "DELETE FROM wireguard_key WHERE site_id = :site AND use IN ('current', 'next')";

  private static final String CLAIM =
      """
      INSERT INTO wireguard_key (mesh_id, public_key, site_id, use)
      VALUES (:mesh, :key, :site, :use)
      ON CONFLICT ON CONSTRAINT wireguard_key_taken DO NOTHING
      """;

  private static final String STORE =
      """
      INSERT INTO facts (site_id, mesh_id, counter, document, signature)
      VALUES (:site, :mesh, :counter, :document, :signature)
      ON CONFLICT (site_id) DO UPDATE
         SET counter = excluded.counter, document = excluded.document,
             signature = excluded.signature, stored_at = now()
      """;

  private final JdbcClient sql;

  FactsTable(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * The lowest counter that a listed site may use; empty if the signer is not listed with this key.
   */
  OptionalLong minCounter(Signer signer) {
    return sql.sql(MIN_COUNTER)
        .param("site", signer.site().value())
        .param("mesh", signer.mesh().value())
        .param("key", signer.key().key().bytes())
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** The facts that are stored now. */
  Optional<StoredFacts> last(Signer signer) {
    return sql.sql(LAST)
        .param("site", signer.site().value())
        .query((row, _) ->
            new StoredFacts(
                row.getLong("counter"),
                new SignedFacts(
                    DocumentText.of(row.getString("document")),
                    Signature64.ofBytes(row.getBytes("signature")))))
        .optional();
  }

  /** Takes the keys of these facts for the site; false if one of them is not to be had. */
  boolean claimKeys(Signer signer, Facts facts) {
    sql.sql(RELEASE).param("site", signer.site().value()).update();
    return claim(signer, facts.wireGuardKey(), "current")
        && facts.nextWireGuardKey().map(next -> claim(signer, next, "next")).orElse(true);
  }

  private boolean claim(Signer signer, WireGuardPublicKey key, String use) {
    return sql.sql(CLAIM)
            .param("mesh", signer.mesh().value())
            .param("key", key.bytes())
            .param("site", signer.site().value())
            .param("use", use)
            .update()
        == 1;
  }

  /** Replaces the site's facts. */
  void store(Signer signer, StoredFacts facts) {
    sql.sql(STORE)
        .param("site", signer.site().value())
        .param("mesh", signer.mesh().value())
        .param("counter", facts.counter())
        .param("document", facts.document().text())
        .param("signature", facts.signed().signature().bytes())
        .update();
  }
}
