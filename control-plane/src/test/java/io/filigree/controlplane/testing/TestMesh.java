package io.filigree.controlplane.testing;

import io.filigree.controlplane.ledger.Change;
import io.filigree.controlplane.ledger.Ledger;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.request.RequestSigner;
import io.filigree.protocol.roster.Epoch;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A mesh written row by row, with any text for a document: for tests of what lies below the
 * registry. Its rosters carry no valid signature.
 */
public final class TestMesh {

  private static final Signature64 SIGNATURE = Signature64.ofBytes(new byte[64]);

  private final MeshId id = MeshId.next();
  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final Map<SiteId, Ed25519PrivateKey> keys = new HashMap<>();

  private TestMesh(TestCoordinator coordinator) {
    sql = JdbcClient.create(coordinator.bean(DataSource.class));
    transaction = new TransactionTemplate(coordinator.bean(PlatformTransactionManager.class));
    ledger = coordinator.bean(Ledger.class);
  }

  /** Makes a mesh; its first revision holds only its record, unsigned until the first change. */
  public static TestMesh create(TestCoordinator coordinator, DocumentText record) {
    TestMesh mesh = new TestMesh(coordinator);
    mesh.transaction.executeWithoutResult(_ -> mesh.insert(record));
    return mesh;
  }

  private void insert(DocumentText record) {
    byte[] key = Ed25519PrivateKey.generate().publicKey().bytes();
    sql.sql(
            """
            INSERT INTO mesh (id, name, mode, record, roster_public_key, recovery_public_key)
            VALUES (:id, :name, 'operator', :record, :key, :key)
            """)
        .param("id", id.value())
        .param("name", "m" + id.toString().substring(24))
        .param("record", record.text())
        .param("key", key)
        .update();
    ledger.append(id, new Change.MeshRecordChanged(Optional.empty(), record));
  }

  public MeshId id() {
    return id;
  }

  /** Replaces the mesh record. */
  public void meshRecord(DocumentText record) {
    change(() -> {
      String old = text("SELECT record FROM mesh WHERE id = :id", id.value()).orElseThrow();
      sql.sql("UPDATE mesh SET record = :record WHERE id = :id")
          .param("record", record.text())
          .param("id", id.value())
          .update();
      return new Change.MeshRecordChanged(Optional.of(DocumentText.of(old)), record);
    });
  }

  /** Lists a site with a new identity key, or replaces its record. */
  public void site(SiteId site, DocumentText record) {
    Ed25519PrivateKey key = keys.computeIfAbsent(site, _ -> Ed25519PrivateKey.generate());
    change(() -> {
      Optional<DocumentText> old =
          text("SELECT record FROM site WHERE id = :id", site.value()).map(DocumentText::of);
      sql.sql(
              """
              INSERT INTO site (id, mesh_id, site_no, name, identity_key, record)
              VALUES (:id, :mesh, :number, :name, :key, :record)
              ON CONFLICT (id) DO UPDATE SET record = excluded.record
              """)
          .param("id", site.value())
          .param("mesh", id.value())
          .param("number", keys.size())
          .param("name", "s" + site.toString().substring(24))
          .param("key", key.publicKey().bytes())
          .param("record", record.text())
          .update();
      return new Change.SiteChanged(site, old, record);
    });
  }

  /** Replaces the facts of a site, whatever is in them. */
  public void facts(SiteId site, DocumentText facts) {
    transaction.executeWithoutResult(_ -> {
      ledger.lock(id);
      Optional<DocumentText> old =
          text("SELECT document FROM facts WHERE site_id = :id", site.value())
              .map(DocumentText::of);
      sql.sql(
              """
              INSERT INTO facts (site_id, mesh_id, counter, document, signature)
              VALUES (:id, :mesh, 1, :document, :signature)
              ON CONFLICT (site_id) DO UPDATE SET document = excluded.document
              """)
          .param("id", site.value())
          .param("mesh", id.value())
          .param("document", facts.text())
          .param("signature", SIGNATURE.bytes())
          .update();
      ledger.append(id, new Change.FactsChanged(site, old, facts));
    });
  }

  /** Removes a site as an operator does. */
  public void remove(SiteId site) {
    change(() -> {
      String record = text("SELECT record FROM site WHERE id = :id", site.value()).orElseThrow();
      Optional<DocumentText> facts =
          text("SELECT document FROM facts WHERE site_id = :id", site.value())
              .map(DocumentText::of);
      sql.sql(
              """
              INSERT INTO removed_site (mesh_id, site_id, name, identity_key)
              SELECT mesh_id, id, name, identity_key FROM site WHERE id = :id
              """)
          .param("id", site.value())
          .update();
      sql.sql("DELETE FROM site WHERE id = :id").param("id", site.value()).update();
      return new Change.SiteRemoved(site, DocumentText.of(record), facts);
    });
  }

  /** The key that signs for a site. */
  public Ed25519PrivateKey key(SiteId site) {
    return Objects.requireNonNull(keys.get(site), "the site is not in this mesh");
  }

  /** Headers of a request that the site signs now. */
  public Map<String, String> sign(SiteId site, String method, String path, Optional<byte[]> body) {
    return new RequestSigner(key(site), id)
        .sign(method, path, body, Instant.now(), Optional.empty());
  }

  private void change(Supplier<Change> change) {
    transaction.executeWithoutResult(_ -> {
      long epoch = ledger.lock(id).epoch().value() + 1;
      ledger.append(id, change.get(), new Change.RosterSigned(new Epoch(epoch), SIGNATURE));
    });
  }

  private Optional<String> text(String query, UUID key) {
    return sql.sql(query).param("id", key).query(String.class).optional();
  }
}
