package io.filigree.controlplane.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.ledger.LogBound;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InMemoryFeedStoreTest extends FeedStoreContract {

  private static final DocumentText TEXT = DocumentText.of("{}");

  private final InMemoryFeedStore store = new InMemoryFeedStore();

  @Override
  FeedStore store() {
    return store;
  }

  @Override
  MeshWriter newMesh(DocumentText record) {
    return store.create(MeshId.next(), record);
  }

  @Test
  void snapshotCutsTheLogAnywhereAsAQueryWithALimitDoes() {
    InMemoryFeedStore.Mesh mesh = small().create(MeshId.next(), TEXT);
    mesh.site(SiteId.next(), TEXT);
    mesh.site(SiteId.next(), TEXT);
    assertThat(revisions(mesh)).containsExactly(2L, 3L, 3L);
  }

  @Test
  void trimGivesUpWholeRevisionsAsTheLedgerDoes() {
    InMemoryFeedStore.Mesh mesh = small().create(MeshId.next(), TEXT);
    mesh.site(SiteId.next(), TEXT);
    assertThat(mesh.trim()).isFalse();
    mesh.site(SiteId.next(), TEXT);
    assertThat(mesh.trim()).isTrue();
    assertThat(revisions(mesh)).containsExactly(3L, 3L);
  }

  private InMemoryFeedStore small() {
    return new InMemoryFeedStore(new LogBound(3, 0), (_, _, _, _) -> InMemoryFeedStore.SIGNATURE);
  }

  private static List<Long> revisions(InMemoryFeedStore.Mesh mesh) {
    return mesh.snapshot().log().stream().map(row -> row.after().revision().value()).toList();
  }
}
