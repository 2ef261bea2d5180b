package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DiskTest {

  private final TestMesh mesh = new TestMesh();
  private final TestSite a = mesh.site(1, "store-a");
  private final AgentRun run = new AgentRun(mesh, a).start();

  @Test
  void whatComesWhileAFailedWriteIsTriedAgainIsWrittenToo() {
    run.news(mesh.change().record(a).sign());
    PeerList list = run.state().knowledge().newest().orElseThrow();
    Memory entry = new Memory(mesh.full(), new TreeMap<>(), Optional.empty());

    Disk disk = Disk.idle().add(entry, true, at(0)).writing(list).failed("full", at(0));
    disk = disk.add(entry, true, at(1));
    assertThat(disk.due(at(1))).as("backing off").isFalse();
    disk = disk.writing(list).add(entry, true, at(Disk.RETRY)).written();
    assertThat(disk.due(at(Disk.RETRY))).isTrue();
  }

  private Now at(long millis) {
    return new Now(millis, AgentRun.EPOCH);
  }
}
