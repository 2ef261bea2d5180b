package io.filigree.controlplane.feed;

import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.controlplane.testing.TestMesh;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SqlFeedStoreIT extends FeedStoreContract {

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  @Override
  FeedStore store() {
    return coordinator.bean(FeedStore.class);
  }

  @Override
  MeshWriter newMesh(DocumentText record) {
    return new Rows(TestMesh.create(coordinator, record));
  }

  private record Rows(TestMesh rows) implements MeshWriter {

    @Override
    public MeshId mesh() {
      return rows.id();
    }

    @Override
    public void meshRecord(DocumentText record) {
      rows.meshRecord(record);
    }

    @Override
    public void site(SiteId site, DocumentText record) {
      rows.site(site, record);
    }

    @Override
    public void facts(SiteId site, DocumentText facts) {
      rows.facts(site, facts);
    }

    @Override
    public void remove(SiteId site) {
      rows.remove(site);
    }

    @Override
    public void loseLog(long revision) {
      coordinator
          .database()
          .jdbc()
          .sql("DELETE FROM change_log WHERE mesh_id = :mesh AND revision = :revision")
          .param("mesh", rows.id().value())
          .param("revision", revision)
          .update();
    }
  }
}
