package io.filigree.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Records;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.Epoch;
import io.filigree.protocol.roster.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MeshCopyTest {

  private static final Signature64 SIGNATURE = Signature64.ofBytes(new byte[64]);
  private static final Digest NOTHING = new Digest(0, 0, 0, 0);
  private static final Cursor CURSOR = new Cursor(new Revision(1), NOTHING);
  private static final Epoch EPOCH = new Epoch(1);

  private final Random random = new Random(5);

  /** What a reader would hold by the plainest code there is. */
  private final TreeMap<SiteId, DocumentText> records = new TreeMap<>();

  private final TreeMap<SiteId, SignedFacts> facts = new TreeMap<>();
  private DocumentText mesh = DocumentText.of("mesh");

  @Test
  void manyDeltasAddUpToWhatOneFullAnswerSays() {
    MeshCopy copy = MeshCopy.empty().apply(full());
    for (int i = 0; i < 400; i++) {
      copy = copy.apply(delta());
      assertHoldsTheSame(copy);
    }
    MeshCopy atOnce = MeshCopy.empty().apply(copy.asFull(new Revision(1), EPOCH, SIGNATURE));
    assertHoldsTheSame(atOnce);
  }

  @Test
  void aReplayEndsWhereOneAnswerAfterTheOtherEnds() {
    MeshReplay replay = new MeshReplay();
    replay.take(full());
    for (int i = 0; i < 400; i++) {
      replay.take(delta());
    }
    assertHoldsTheSame(replay.end());
  }

  @Test
  void theDifferencesOfTwoCopiesAreTheSitesThatChanged() {
    MeshCopy copy = MeshCopy.empty().apply(full());
    for (int i = 0; i < 400; i++) {
      MeshCopy before = copy;
      copy = copy.apply(delta());
      assertThat(copy.differences(before)).isEqualTo(plainDifferences(before));
      assertThat(before.differences(copy)).isEqualTo(copy.differences(before));
    }
  }

  private List<SiteId> plainDifferences(MeshCopy before) {
    Set<SiteId> all = new TreeSet<>(before.records().keySet());
    all.addAll(before.facts().keySet());
    all.addAll(records.keySet());
    all.addAll(facts.keySet());
    return all.stream()
        .filter(site ->
            !before.record(site).equals(Optional.ofNullable(records.get(site)))
                || !before.facts(site).equals(Optional.ofNullable(facts.get(site))))
        .toList();
  }

  private void assertHoldsTheSame(MeshCopy copy) {
    assertThat(copy.meshRecord()).contains(mesh);
    assertThat(copy.records()).isEqualTo(records);
    assertThat(copy.records().keySet()).containsExactlyElementsOf(records.keySet());
    assertThat(copy.facts()).isEqualTo(facts);
    assertThat(copy.digest()).isEqualTo(expectedDigest());
    assertThat(copy.root()).isEqualTo(expectedRoot());
  }

  private Digest expectedDigest() {
    DigestSum sum = DigestSum.zero().add(mesh.sha256());
    for (DocumentText record : records.values()) {
      sum = sum.add(record.sha256());
    }
    for (SignedFacts signed : facts.values()) {
      sum = sum.add(signed.document().sha256());
    }
    return sum.value();
  }

  private Digest expectedRoot() {
    MerkleTree tree = new MerkleTree();
    records.values().forEach(record -> tree.append(record.bytes()));
    return tree.root();
  }

  private MeshAnswer full() {
    return new MeshAnswer(
        CURSOR, EPOCH, SIGNATURE, true, Optional.of(mesh), List.of(), List.of(), List.of());
  }

  /** A random change, made here too; removals first, as they are applied. */
  private MeshAnswer delta() {
    List<SiteId> removed = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      removed.add(anySite());
    }
    records.keySet().removeAll(removed);
    facts.keySet().removeAll(removed);
    List<SiteEntry> changed = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      SiteEntry entry = new SiteEntry(anySite(), text());
      changed.add(entry);
      records.put(entry.site(), entry.record());
    }
    List<FactsEntry> said = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      FactsEntry entry = new FactsEntry(anySite(), new SignedFacts(text(), SIGNATURE));
      said.add(entry);
      facts.put(entry.site(), entry.facts());
    }
    Optional<DocumentText> newMesh =
        random.nextInt(5) == 0 ? Optional.of(text()) : Optional.empty();
    mesh = newMesh.orElse(mesh);
    return new MeshAnswer(CURSOR, EPOCH, SIGNATURE, false, newMesh, changed, said, removed);
  }

  private SiteId anySite() {
    return Records.siteId(random.nextInt(60));
  }

  private DocumentText text() {
    return DocumentText.of("document " + random.nextLong());
  }

  @Test
  void aCopyDoesNotFollowTheOneMadeFromIt() {
    MeshCopy before = MeshCopy.empty().apply(full()).apply(put(1, "a"));
    Digest digest = before.digest();
    Digest root = before.root();
    Digest withTwo = before.apply(put(2, "c")).root();
    MeshCopy after = before.apply(put(1, "b")).apply(put(2, "c"));
    assertThat(after.records()).hasSize(2);
    assertThat(before.records()).hasSize(1);
    assertThat(before.digest()).isEqualTo(digest);
    assertThat(before.root()).isEqualTo(root);
    assertThat(before.apply(put(2, "c")).root()).isEqualTo(withTwo);
  }

  private static MeshAnswer put(int site, String text) {
    SiteEntry entry = new SiteEntry(Records.siteId(site), DocumentText.of(text));
    return new MeshAnswer(
        CURSOR, EPOCH, SIGNATURE, false, Optional.empty(), List.of(entry), List.of(), List.of());
  }

  @Test
  void aFullAnswerForgetsWhatWasThere() {
    MeshCopy copy = MeshCopy.empty().apply(full()).apply(put(1, "a"));
    assertThat(copy.apply(full()).digest()).isEqualTo(mesh.sha256());
    assertThat(copy.apply(full()).record(Records.siteId(1))).isEmpty();
  }

  @Test
  void whatIsHeldCannotBeChangedFromOutside() {
    MeshCopy copy = MeshCopy.empty().apply(full()).apply(put(1, "a"));
    assertThatThrownBy(() -> copy.records().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anEmptyCopyIsNoAnswer() {
    assertThat(MeshCopy.empty().digest()).isEqualTo(NOTHING);
    assertThat(MeshCopy.empty().statement(Records.MESH, 1, EPOCH)).isEmpty();
    assertThatThrownBy(() -> MeshCopy.empty().asFull(new Revision(1), EPOCH, SIGNATURE))
        .isInstanceOf(IllegalStateException.class);
  }
}
