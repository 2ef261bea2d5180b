package io.filigree.edge.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.Memory;
import io.filigree.edge.agent.Remembered;
import io.filigree.protocol.name.SiteId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastKnownGoodTest extends DiskContract {

  @TempDir private Path folder;
  private @Nullable LastKnownGood disk;

  @Override
  Remembered open() throws IOException {
    close();
    disk = LastKnownGood.open(folder);
    return disk.takeRemembered();
  }

  @AfterEach
  void close() throws IOException {
    if (disk != null) {
      disk.close();
    }
  }

  @Override
  void save(Effect.Save save) throws IOException {
    opened().save(save);
  }

  private LastKnownGood opened() throws IOException {
    if (disk == null) {
      open();
    }
    return Objects.requireNonNull(disk);
  }

  @Override
  void tear(Effect.Save save, int missing) throws IOException {
    save(save);
    Path file = folder.resolve("mesh-1.log");
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length - missing));
  }

  @Test
  void aLastGoodStateThatDiffersFromTheDocumentsSurvives() throws IOException {
    open();
    save(saving(mesh.change().record(a).put(b, 1).sign()));
    TreeMap<SiteId, Optional<Memory.Site>> exceptions = new TreeMap<>();
    Memory.Site good = new Memory.Site(b.record().write(), Optional.of(b.signed(1)));
    exceptions.put(b.id(), Optional.of(good));
    exceptions.put(mesh.site(3, "store-c").id(), Optional.empty());
    opened().replace(new Memory(mesh.full(), exceptions, NOON));
    assertThat(found().exceptions()).isEqualTo(exceptions);
  }

  @Test
  void aJournalOfSomethingElseIsDamageAndNotNothing() throws IOException {
    try (Journal journal = Journal.open(folder, "mesh", JournalLine::texts).journal()) {
      journal.snapshot("well checksummed, but not ours");
    }
    assertThat(open()).isInstanceOf(Remembered.Damaged.class);
    Files.writeString(folder.resolve("mesh-1.log"), "");
    assertThat(open()).isInstanceOf(Remembered.Damaged.class);
  }

  @Test
  void aNewestGenerationOfSomethingElseGivesWayToTheOneBefore() throws IOException {
    open();
    save(saving(mesh.change().record(a).put(b, 1).sign()));
    close();
    try (Journal journal = Journal.open(folder, "mesh", JournalLine::texts).journal()) {
      journal.snapshot("well checksummed, but not ours");
    }
    assertThat(found().holdings().cursor()).isEqualTo(mesh.full().cursor());
  }
}
