package io.filigree.controlplane.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.ledger.ChangeKind;
import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of meshes does. */
abstract class FeedStoreContract {

  private static final DocumentText MESH = DocumentText.of("{\"mesh\":1}");
  private static final DocumentText RECORD = DocumentText.of("{\"site\":1}");
  private static final DocumentText FACTS = DocumentText.of("{\"facts\":1}");

  private final SiteId a = SiteId.next();
  private final SiteId b = SiteId.next();
  private FeedStore store;
  private MeshWriter writer;

  /** The store under test. */
  abstract FeedStore store();

  /** A new mesh in it, at its first revision. */
  abstract MeshWriter newMesh(DocumentText record);

  @BeforeEach
  void makeMesh() {
    store = store();
    writer = newMesh(MESH);
  }

  @Test
  void unknownMeshIsEmpty() {
    assertThat(store.snapshot(MeshId.next())).isEmpty();
    assertThat(store.changesSince(MeshId.next(), new Revision(0))).isEmpty();
  }

  @Test
  void snapshotHoldsEveryDocument() {
    writer.site(a, RECORD);
    writer.facts(a, FACTS);
    Snapshot snapshot = snapshot();
    assertThat(snapshot.meshRecord()).isEqualTo(MESH);
    assertThat(snapshot.records()).containsOnlyKeys(a).containsValue(RECORD);
    assertThat(snapshot.facts()).containsOnlyKeys(a);
    assertThat(snapshot.facts().values()).extracting(SignedFacts::document).containsExactly(FACTS);
  }

  @Test
  void digestIsTheSumOverEveryDocument() {
    writer.site(a, RECORD);
    writer.site(b, RECORD);
    writer.facts(a, FACTS);
    writer.remove(b);
    DigestSum sum = DigestSum.zero().add(MESH.sha256()).add(RECORD.sha256()).add(FACTS.sha256());
    assertThat(snapshot().head().cursor().digest()).isEqualTo(sum.value());
  }

  @Test
  void everyChangeIsOneRevisionAndItsRowsEndAtTheHead() {
    writer.site(a, RECORD);
    writer.facts(a, FACTS);
    writer.meshRecord(DocumentText.of("{\"mesh\":2}"));
    Snapshot snapshot = snapshot();
    assertThat(snapshot.head().cursor().revision()).isEqualTo(new Revision(4));
    assertThat(snapshot.log().getLast().after()).isEqualTo(snapshot.head().cursor());
    assertThat(snapshot.log())
        .extracting(row -> row.after().revision().value())
        .containsExactly(1L, 2L, 2L, 3L, 4L, 4L);
  }

  @Test
  void logSaysWhatChangedWithTheDigestAfterIt() {
    writer.site(a, RECORD);
    writer.facts(a, FACTS);
    writer.remove(a);
    Changes changes = changesSince(1);
    assertThat(changes.log())
        .extracting(LoggedChange::kind)
        .containsExactly(
            ChangeKind.SITE,
            ChangeKind.ROSTER,
            ChangeKind.FACTS,
            ChangeKind.REMOVED,
            ChangeKind.ROSTER);
    assertThat(changes.log().getLast().after().digest()).isEqualTo(MESH.sha256());
  }

  @Test
  void changesCarryTodaysValuesOfWhatChanged() {
    writer.site(a, RECORD);
    writer.site(b, RECORD);
    DocumentText newer = DocumentText.of("{\"site\":2}");
    writer.site(b, DocumentText.of("{\"site\":1.5}"));
    writer.site(b, newer);
    writer.facts(b, FACTS);
    Changes changes = changesSince(3);
    assertThat(changes.records()).containsOnlyKeys(b).containsValue(newer);
    assertThat(changes.facts()).containsOnlyKeys(b);
    assertThat(changes.rosterSites()).containsExactly(b);
  }

  @Test
  void removedSiteIsNamedAndHasNoValue() {
    writer.site(a, RECORD);
    writer.facts(a, FACTS);
    writer.remove(a);
    Changes changes = changesSince(3);
    assertThat(changes.records()).isEmpty();
    assertThat(changes.facts()).isEmpty();
    assertThat(changes.rosterSites()).containsExactly(a);
  }

  @Test
  void nothingNewHasTheHeadAndNoRows() {
    Changes changes = changesSince(1);
    assertThat(changes.head()).isEqualTo(snapshot().head());
    assertThat(changes.log()).isEmpty();
  }

  @Test
  void lostRowsAreReallyLost() {
    writer.site(a, RECORD);
    writer.loseLog(2);
    assertThat(changesSince(1).log()).isEmpty();
    assertThat(changesSince(1).head().cursor().revision()).isEqualTo(new Revision(2));
  }

  @Test
  void headsNameEveryMesh() {
    MeshWriter other = newMesh(DocumentText.of("{\"mesh\":\"other\"}"));
    assertThat(store.heads())
        .containsEntry(writer.mesh(), snapshot().head().cursor())
        .containsKey(other.mesh());
  }

  private Snapshot snapshot() {
    return store.snapshot(writer.mesh()).orElseThrow();
  }

  private Changes changesSince(long revision) {
    return store.changesSince(writer.mesh(), new Revision(revision)).orElseThrow();
  }
}
