package io.filigree.edge.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.state.Journal.Opened;
import io.filigree.protocol.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir private Path folder;

  @Test
  void aFreshFolderHoldsNothingAndThatIsNoDamage() throws IOException {
    assertThat(open()).isInstanceOf(Opened.Nothing.class);
  }

  @Test
  void snapshotAndChangesComeBackInOrder() throws IOException {
    write();
    assertThat(found().content()).containsExactly("whole", "one", "two");
    assertThat(found().whole()).isTrue();
  }

  @Test
  void onlyRootMayReadIt() throws IOException {
    write();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(1))))
        .isEqualTo("rw-------");
  }

  @Test
  void tornAtAnyByteItKeepsWhatWasWholeAndIsNeverEmpty() throws IOException {
    write();
    byte[] content = Files.readAllBytes(file(1));
    int snapshot = new String(content, StandardCharsets.US_ASCII).indexOf('\n') + 1;
    for (int length = snapshot; length < content.length; length++) {
      Files.write(file(1), Arrays.copyOf(content, length));
      Opened.Found<List<String>> found = found();
      assertThat(List.of("whole", "one", "two")).startsWith(found.content().toArray(String[]::new));
    }
    for (int length = 0; length < snapshot; length++) {
      Files.write(file(1), Arrays.copyOf(content, length));
      assertThat(open()).isInstanceOf(Opened.Damaged.class);
    }
  }

  @Test
  void afterATornTailTheNextWriteBeginsANewGeneration() throws IOException {
    write();
    byte[] content = Files.readAllBytes(file(1));
    Files.write(file(1), Arrays.copyOf(content, content.length - 1));
    try (Journal journal = open().journal()) {
      assertThat(journal.wantsSnapshot()).isTrue();
      journal.snapshot("newer");
    }
    assertThat(found().content()).containsExactly("newer");
  }

  @Test
  void aZeroFilledOrForeignGenerationGivesWayToTheOneBefore() throws IOException {
    write();
    try (Journal journal = open().journal()) {
      journal.snapshot("newest");
    }
    assertThat(found().content()).containsExactly("newest");
    for (byte[] damage :
        List.of(new byte[4096], "root:x:0:0\n".getBytes(StandardCharsets.UTF_8), new byte[0])) {
      Files.write(file(2), damage);
      assertThat(found().content()).containsExactly("whole", "one", "two");
      assertThat(found().whole()).isFalse();
    }
  }

  @Test
  void aGenerationThatCannotBeUnderstoodGivesWayToTheOneBefore() throws IOException {
    write();
    try (Journal journal = open().journal()) {
      journal.snapshot("well checksummed, and not ours");
    }
    Opened<String> opened = Journal.open(folder, "mesh", JournalTest::understood);
    opened.journal().close();
    assertThat(opened).isEqualTo(new Opened.Found<>(opened.journal(), "whole", false));
  }

  private static String understood(List<JournalLine> lines) throws IOException {
    String first = JournalLine.texts(lines).getFirst();
    if (!first.equals("whole")) {
      throw new MalformedException("is something else");
    }
    return first;
  }

  @Test
  void journalsOfTwoNamesDoNotMeet() throws IOException {
    write();
    try (Journal other = Journal.open(folder, "seen", JournalLine::texts).journal()) {
      other.snapshot("other");
    }
    Journal.delete(folder, "seen");
    assertThat(found().content()).containsExactly("whole", "one", "two");
  }

  @Test
  void twoGenerationsAreKept() throws IOException {
    try (Journal journal = open().journal()) {
      for (int i = 1; i <= 5; i++) {
        journal.snapshot("snapshot " + i);
      }
    }
    assertThat(file(3)).doesNotExist();
    assertThat(file(4)).exists();
    assertThat(found().content()).containsExactly("snapshot 5");
  }

  @Test
  void itAsksForASnapshotWhenChangesOutgrowIt() throws IOException {
    try (Journal journal = open().journal()) {
      journal.snapshot("small");
      String change = "x".repeat(100_000);
      int changes = 0;
      while (!journal.wantsSnapshot()) {
        journal.append(List.of(change));
        changes++;
      }
      assertThat(changes).isBetween(2, 10);
    }
  }

  private void write() throws IOException {
    try (Journal journal = open().journal()) {
      journal.snapshot("whole");
      journal.append(List.of("one"));
      journal.append(List.of("two"));
    }
  }

  private Opened<List<String>> open() throws IOException {
    return Journal.open(folder, "mesh", JournalLine::texts);
  }

  private Opened.Found<List<String>> found() throws IOException {
    Opened<List<String>> opened = open();
    opened.journal().close();
    if (opened instanceof Opened.Found<List<String>> found) {
      return found;
    }
    throw new AssertionError(opened);
  }

  private Path file(int generation) {
    return folder.resolve("mesh-" + generation + ".log");
  }
}
