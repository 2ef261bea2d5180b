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
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.name.SiteId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastKnownGoodTest {

  private static final Optional<Instant> NOON = Optional.of(Instant.parse("2026-11-24T12:00:00Z"));

  private final TestMesh mesh = new TestMesh();
  private final TestSite a = mesh.site(1, "store-a");
  private final TestSite b = mesh.site(2, "store-b");

  @TempDir private Path folder;

  @Test
  void aDeltaOnTopOfASnapshotComesBackAsTheSameBytes() throws IOException {
    MeshAnswer first = mesh.change().record(a).put(b, 1).sign();
    save(first);
    save(mesh.change().facts(b.id(), b.at("198.18.5.5:51871").signed(2)).unsigned());

    Remembered.Found found = found();
    assertThat(found.holdings().cursor()).isEqualTo(mesh.full().cursor());
    assertThat(found.holdings().copy().digest()).isEqualTo(mesh.full().cursor().digest());
    assertThat(found.wall()).isEqualTo(NOON);
  }

  @Test
  void aLastGoodStateThatDiffersFromTheDocumentsSurvives() throws IOException {
    save(mesh.change().record(a).put(b, 1).sign());
    TreeMap<SiteId, Optional<Memory.Site>> exceptions = new TreeMap<>();
    Memory.Site good = new Memory.Site(b.record().write(), Optional.of(b.signed(1)));
    exceptions.put(b.id(), Optional.of(good));
    exceptions.put(mesh.site(3, "store-c").id(), Optional.empty());
    try (LastKnownGood disk = LastKnownGood.open(folder)) {
      disk.replace(new Memory(mesh.full(), exceptions, NOON));
    }
    assertThat(found().exceptions()).isEqualTo(exceptions);
  }

  @Test
  void aJournalOfSomethingElseIsDamageAndNotNothing() throws IOException {
    try (Journal journal = Journal.open(folder, "mesh", JournalLine::texts).journal()) {
      journal.snapshot("well checksummed, but not ours");
    }
    try (LastKnownGood disk = LastKnownGood.open(folder)) {
      assertThat(disk.takeRemembered()).isInstanceOf(Remembered.Damaged.class);
    }
    Files.writeString(folder.resolve("mesh-1.log"), "");
    try (LastKnownGood disk = LastKnownGood.open(folder)) {
      assertThat(disk.takeRemembered()).isInstanceOf(Remembered.Damaged.class);
    }
  }

  @Test
  void aNewestGenerationOfSomethingElseGivesWayToTheOneBefore() throws IOException {
    save(mesh.change().record(a).put(b, 1).sign());
    try (Journal journal = Journal.open(folder, "mesh", JournalLine::texts).journal()) {
      journal.snapshot("well checksummed, but not ours");
    }
    assertThat(found().holdings().cursor()).isEqualTo(mesh.full().cursor());
  }

  private void save(MeshAnswer answer) throws IOException {
    MeshAnswer whole = mesh.full();
    Holdings holdings =
        new Holdings(
            whole.cursor(), whole.epoch(), whole.signature(), MeshCopy.empty().apply(whole));
    PeerList list =
        new PeerScreen(mesh.rootOf(a), Ed25519Verifier.jdk())
            .screen(Optional.empty(), holdings, HostFacts.unknown());
    Memory entry = new Memory(answer, new TreeMap<>(), NOON);
    try (LastKnownGood disk = LastKnownGood.open(folder)) {
      disk.save(new Effect.Save(List.of(entry), list, NOON, false));
    }
  }

  private Remembered.Found found() throws IOException {
    try (LastKnownGood disk = LastKnownGood.open(folder)) {
      Remembered remembered = disk.takeRemembered();
      assertThat(remembered).isInstanceOf(Remembered.Found.class);
      return (Remembered.Found) remembered;
    }
  }
}
