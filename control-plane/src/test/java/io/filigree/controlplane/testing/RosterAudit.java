package io.filigree.controlplane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.key.Ed25519PublicKey;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Format;
import io.filigree.protocol.roster.Epoch;
import io.filigree.protocol.roster.MerkleTree;
import io.filigree.protocol.roster.RosterStatement;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks a mesh in the database as an edge would: signature over all records, and the digest. */
public final class RosterAudit {

  private final JdbcClient sql;

  public RosterAudit(FreshDatabase database) {
    this.sql = database.jdbc();
  }

  /** Fails unless the newest roster is signed over exactly what is stored; returns its epoch. */
  public Epoch check(String mesh) {
    Map<String, Object> row =
        sql.sql("SELECT * FROM mesh WHERE name = ?").param(mesh).query().singleRow();
    UUID id = (UUID) Objects.requireNonNull(row.get("id"));
    DocumentText record = DocumentText.of((String) Objects.requireNonNull(row.get("record")));
    DigestSum sum = DigestSum.zero().add(record.sha256());
    MerkleTree tree = new MerkleTree();
    for (DocumentText site : documents("site", "record", id)) {
      tree.append(site.bytes());
      sum = sum.add(site.sha256());
    }
    for (DocumentText facts : documents("facts", "document", id)) {
      sum = sum.add(facts.sha256());
    }
    Epoch epoch = new Epoch((Long) Objects.requireNonNull(row.get("epoch")));
    RosterStatement statement =
        new RosterStatement(
            new MeshId(id), Format.FORMAT, epoch, record.sha256(), tree.size(), tree.root());
    assertThat(
            statement.verify(
                new RosterKey(Ed25519PublicKey.ofBytes(bytes(row, "roster_public_key"))),
                Signature64.ofBytes(bytes(row, "roster_signature")),
                Ed25519Verifier.jdk()))
        .as("signature of epoch %s over %d sites", epoch, tree.size())
        .isTrue();
    assertThat(new BigDecimal(sum.toBigInteger())).isEqualTo(row.get("digest"));
    return epoch;
  }

  private List<DocumentText> documents(String table, String column, UUID mesh) {
    String key = table.equals("site") ? "id" : "site_id";
    return sql
        .sql(
            "SELECT %s FROM %s WHERE mesh_id = ? AND %s IS NOT NULL ORDER BY %s"
                .formatted(column, table, column, key))
        .param(mesh)
        .query(String.class)
        .list()
        .stream()
        .map(DocumentText::of)
        .toList();
  }

  private static byte[] bytes(Map<String, Object> row, String column) {
    return (byte[]) Objects.requireNonNull(row.get(column));
  }
}
