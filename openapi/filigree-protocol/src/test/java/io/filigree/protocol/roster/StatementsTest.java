package io.filigree.protocol.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Records;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {

  private static final Ed25519Verifier VERIFIER = Ed25519Verifier.jdk();
  private static final Ed25519PrivateKey KEY = Records.signingKey(1);
  private static final Digest MESH_RECORD = Records.mesh().write().sha256();
  private static final Digest ROOT = new MerkleTree().root();

  private static final RosterStatement STATEMENT =
      new RosterStatement(Records.MESH, 1, new Epoch(7), MESH_RECORD, 3, ROOT);

  @Test
  void theRosterStatementIsItsPartsInOrder() {
    byte[] bytes = STATEMENT.bytes();
    assertThat(bytes).hasSize(117);
    assertThat(new String(bytes, 0, 19, StandardCharsets.US_ASCII))
        .isEqualTo("filigree/roster/v1\0");
    assertThat(Arrays.copyOfRange(bytes, 19, 35)).isEqualTo(Records.MESH.bytes());
    assertThat(Arrays.copyOfRange(bytes, 35, 45)).containsExactly(0, 1, 0, 0, 0, 0, 0, 0, 0, 7);
    assertThat(Arrays.copyOfRange(bytes, 45, 77)).isEqualTo(MESH_RECORD.bytes());
    assertThat(Arrays.copyOfRange(bytes, 77, 85)).containsExactly(0, 0, 0, 0, 0, 0, 0, 3);
    assertThat(Arrays.copyOfRange(bytes, 85, 117)).isEqualTo(ROOT.bytes());
  }

  @Test
  void everyPartIsSigned() {
    Signature64 signature = STATEMENT.sign(KEY);
    RosterKey key = new RosterKey(KEY.publicKey());
    assertThat(STATEMENT.verify(key, signature, VERIFIER)).isTrue();
    List<RosterStatement> others =
        List.of(
            new RosterStatement(MeshId.next(), 1, new Epoch(7), MESH_RECORD, 3, ROOT),
            new RosterStatement(Records.MESH, 2, new Epoch(7), MESH_RECORD, 3, ROOT),
            new RosterStatement(Records.MESH, 1, new Epoch(8), MESH_RECORD, 3, ROOT),
            new RosterStatement(Records.MESH, 1, new Epoch(7), ROOT, 3, ROOT),
            new RosterStatement(Records.MESH, 1, new Epoch(7), MESH_RECORD, 4, ROOT),
            new RosterStatement(Records.MESH, 1, new Epoch(7), MESH_RECORD, 3, MESH_RECORD));
    for (RosterStatement other : others) {
      assertThat(other.verify(key, signature, VERIFIER)).as("%s", other).isFalse();
    }
    RosterKey foreign = new RosterKey(Records.signingKey(2).publicKey());
    assertThat(STATEMENT.verify(foreign, signature, VERIFIER)).isFalse();
  }

  @Test
  void factsAreSignedUnderTheirOwnDomain() {
    DocumentText facts = Records.facts(1, 5).write();
    FactsStatement statement = new FactsStatement(facts);
    IdentityKey key = new IdentityKey(KEY.publicKey());
    assertThat(new String(statement.bytes(), StandardCharsets.UTF_8))
        .isEqualTo("filigree/facts/v1\0" + facts.text());
    assertThat(statement.verify(key, statement.sign(KEY), VERIFIER)).isTrue();
    assertThat(statement.verify(key, KEY.sign(facts.bytes()), VERIFIER)).isFalse();
    FactsStatement later = new FactsStatement(Records.facts(1, 6).write());
    assertThat(later.verify(key, statement.sign(KEY), VERIFIER)).isFalse();
  }

  @Test
  void epochsOnlyGoUp() {
    assertThat(new Epoch(2).isNewerThan(new Epoch(1))).isTrue();
    assertThat(new Epoch(2).isNewerThan(new Epoch(2))).isFalse();
    assertThat(new Epoch(2).next()).isEqualTo(new Epoch(3));
    assertThatThrownBy(() -> new Epoch(-1)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new Epoch(Long.MAX_VALUE).next())
        .isInstanceOf(ArithmeticException.class);
  }
}
