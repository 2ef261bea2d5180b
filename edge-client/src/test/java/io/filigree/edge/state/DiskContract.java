package io.filigree.edge.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.Memory;
import io.filigree.edge.agent.Remembered;
import io.filigree.edge.trust.Holdings;
import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.PeerScreen;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.key.Ed25519Verifier;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the peer list on a disk promises, wherever that disk is. */
abstract class DiskContract {

  static final Optional<Instant> NOON = Optional.of(Instant.parse("2026-11-24T12:00:00Z"));

  final TestMesh mesh = new TestMesh();
  final TestSite a = mesh.site(1, "store-a");
  final TestSite b = mesh.site(2, "store-b");

  /** What a process finds that starts now; it is the one that saves next. */
  abstract Remembered open() throws IOException;

  abstract void save(Effect.Save save) throws IOException;

  /** The power goes before the last bytes of this are written. */
  abstract void tear(Effect.Save save, int missing) throws IOException;

  @Test
  void aDiskThatNobodyWroteToHoldsNothing() throws IOException {
    assertThat(open()).isInstanceOf(Remembered.Nothing.class);
  }

  @Test
  void aDeltaOnTopOfASnapshotComesBackAsTheSameBytes() throws IOException {
    open();
    save(first());
    save(moved("198.18.5.5:51871", 2));
    assertThat(found().holdings().cursor()).isEqualTo(mesh.full().cursor());
    assertThat(found().holdings().copy().digest()).isEqualTo(mesh.full().cursor().digest());
    assertThat(found().wall()).isEqualTo(NOON);
  }

  @Test
  void aTornWriteIsAsIfItHadNotBegun() throws IOException {
    open();
    save(first());
    Cursor before = mesh.full().cursor();
    tear(moved("198.18.5.5:51871", 2), 1);
    assertThat(found().holdings().cursor()).isEqualTo(before);
  }

  @Test
  void whatIsSavedAfterATornWriteDoesNotContinueIt() throws IOException {
    open();
    save(first());
    tear(moved("198.18.5.5:51871", 2), 1);
    open();
    save(moved("198.18.6.6:51871", 3));
    assertThat(found().holdings().cursor()).isEqualTo(mesh.full().cursor());
    assertThat(found().holdings().copy().digest()).isEqualTo(mesh.full().cursor().digest());
  }

  @Test
  void aRestartChangesNothing() throws IOException {
    open();
    save(first());
    open();
    save(moved("198.18.5.5:51871", 2));
    assertThat(found().holdings().cursor()).isEqualTo(mesh.full().cursor());
  }

  @Test
  void manySavesComeBackAsTheLast() throws IOException {
    open();
    save(first());
    for (int counter = 2; counter < 60; counter++) {
      save(moved("198.18.5." + counter + ":51871", counter));
    }
    assertThat(found().holdings().cursor()).isEqualTo(mesh.full().cursor());
  }

  private Effect.Save first() {
    return saving(mesh.change().record(a).put(b, 1).sign());
  }

  private Effect.Save moved(String endpoint, long counter) {
    return saving(mesh.change().facts(b.id(), b.at(endpoint).signed(counter)).unsigned());
  }

  final Effect.Save saving(MeshAnswer answer) {
    MeshAnswer whole = mesh.full();
    Holdings holdings =
        new Holdings(
            whole.cursor(), whole.epoch(), whole.signature(), MeshCopy.empty().apply(whole));
    PeerList list =
        new PeerScreen(mesh.rootOf(a), Ed25519Verifier.jdk())
            .screen(Optional.empty(), holdings, HostFacts.unknown());
    return new Effect.Save(List.of(new Memory(answer, new TreeMap<>(), NOON)), list, NOON, false);
  }

  final Remembered.Found found() throws IOException {
    Remembered remembered = open();
    assertThat(remembered).isInstanceOf(Remembered.Found.class);
    return (Remembered.Found) remembered;
  }
}
