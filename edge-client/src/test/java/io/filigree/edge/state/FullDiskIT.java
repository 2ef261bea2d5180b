package io.filigree.edge.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.filigree.edge.agent.Remembered;
import io.filigree.edge.host.Command;
import io.filigree.edge.host.HostCommands;
import io.filigree.edge.host.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that is full, or takes no writes any more. */
class FullDiskIT {
  private static final String SMALL = "x".repeat(10_000);
  private static final String LARGE = "y".repeat(100_000);

  private final HostCommands commands = new HostCommands();

  @TempDir private Path directory;
  private Path disk = Path.of("unset");

  @BeforeEach
  void mount() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root to mount a small disk");
    disk = Files.createDirectory(directory.resolve("disk"));
    Outcome mounted = run("mount", "-t", "tmpfs", "-o", "size=256k", "small", disk.toString());
    assumeTrue(mounted.ok(), mounted.reason());
  }

  @AfterEach
  void unmount() {
    if (Files.isDirectory(disk)) {
      run("umount", disk.toString());
    }
  }

  @Test
  void whatWasThereSurvivesAndWritingGoesOnOnceThereIsRoom() throws IOException {
    try (Journal journal = open().journal()) {
      journal.snapshot(SMALL);
      journal.append(List.of("one"));
      fill();

      assertThatThrownBy(() -> journal.append(List.of(LARGE))).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> journal.snapshot(LARGE)).isInstanceOf(IOException.class);
      assertThat(content()).startsWith(SMALL, "one");
      assertThat(names()).as("nothing half-written is left").noneMatch(n -> n.endsWith(".new"));

      Files.delete(disk.resolve("ballast"));
      assertThat(journal.wantsSnapshot()).isTrue();
      journal.snapshot(LARGE);
    }
    assertThat(content()).containsExactly(LARGE);
  }

  @Test
  void aDiskThatTakesNoWritesStillStartsItsSite() throws IOException {
    try (Journal journal = open().journal()) {
      journal.snapshot(SMALL);
    }
    assertThat(run("mount", "-o", "remount,ro", disk.toString()).ok()).isTrue();

    try (Journal journal = open().journal()) {
      assertThat(content()).containsExactly(SMALL);
      assertThatThrownBy(() -> journal.snapshot(LARGE)).isInstanceOf(IOException.class);
    }
    try (LastKnownGood found = LastKnownGood.open(disk);
        Notebook notebook = Notebook.open(disk)) {
      assertThat(found.takeRemembered()).isInstanceOf(Remembered.Damaged.class);
      assertThat(notebook.seen().met()).isEmpty();
    }
    Optional<DirectoryLock> lock = DirectoryLock.tryLock(disk, directory.resolve("run"));
    assertThat(lock).isPresent();
    lock.get().close();
  }

  private void fill() throws IOException {
    long free = Files.getFileStore(disk).getUsableSpace();
    Files.write(disk.resolve("ballast"), new byte[(int) free]);
  }

  private Journal.Opened<List<String>> open() throws IOException {
    return Journal.open(disk, "mesh", JournalLine::texts);
  }

  private List<String> content() throws IOException {
    Journal.Opened<List<String>> opened = open();
    opened.journal().close();
    if (opened instanceof Journal.Opened.Found<List<String>> found) {
      return found.content();
    }
    throw new AssertionError(opened);
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(disk)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Outcome run(String... argv) {
    return commands.run(Command.of(argv));
  }
}
