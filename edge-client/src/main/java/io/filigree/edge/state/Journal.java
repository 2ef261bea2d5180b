package io.filigree.edge.state;

import io.filigree.protocol.MalformedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something kept on disk: generations of an append-only file {@code <name>-<n>.log}, each opening
 * with a snapshot and going on with the changes since. Two generations are kept.
 *
 * <p>Every line carries a checksum ({@link JournalLine}). A line that does not check out ends its
 * file; a file whose first line does not check out, or that cannot be understood, does not count,
 * and the generation before it is used. A damaged file is never continued: the next write begins a
 * new generation.
 */
final class Journal implements AutoCloseable {

  /** Below this a journal is never worth compacting: one SD card erase block. */
  private static final long SMALLEST_COMPACTION = 512 * 1024L;

  private final Path folder;
  private final String name;
  private long generation;
  private long snapshotBytes;
  private long bytes;
  private @Nullable FileChannel file;

  private Journal(Path folder, String name, long generation) {
    this.folder = folder;
    this.name = name;
    this.generation = generation;
  }

  /**
   * Opens the journal of this name and says what it holds.
   *
   * @param read understands the lines of a generation
   */
  static <T> Opened<T> open(Path folder, String name, Reading<T> read) throws IOException {
    AtomicFile.createFolder(folder);
    List<Long> generations = generations(folder, name);
    Journal journal = new Journal(folder, name, generations.isEmpty() ? 0 : generations.getFirst());
    String reason = "no intact generation of " + journal.path("*");
    for (int i = 0; i < generations.size(); i++) {
      Generation found = Generation.read(journal.path(generations.get(i)));
      try {
        if (!found.lines().isEmpty()) {
          T content = read.read(found.lines());
          journal.resumeIfWhole(i == 0, found);
          return new Opened.Found<>(journal, content, i == 0 && found.whole());
        }
      } catch (MalformedException e) {
        reason = journal.path(generations.get(i)) + " cannot be read: " + e.getMessage();
      }
    }
    return generations.isEmpty()
        ? new Opened.Nothing<>(journal)
        : new Opened.Damaged<>(journal, reason);
  }

  /** Whether there is any generation of this name, intact or not. */
  static boolean exists(Path folder, String name) throws IOException {
    return Files.isDirectory(folder) && !generations(folder, name).isEmpty();
  }

  /** Adds lines and returns once they are on the disk. {@link #wantsSnapshot} must be false. */
  void append(List<String> lines) throws IOException {
    FileChannel open = file;
    if (open == null) {
      throw new IOException("no snapshot has been written yet");
    }
    byte[] content = JournalLine.encodeAll(lines);
    try {
      AtomicFile.writeFully(open, content);
      open.force(false);
      bytes += content.length;
    } catch (IOException torn) {
      close(); // a line may be half there: what follows goes into a new generation
      throw torn;
    }
  }

  /** Begins a new generation with this snapshot. */
  void snapshot(String line) throws IOException {
    snapshot(out -> out.write(line.getBytes(StandardCharsets.UTF_8)));
  }

  /** Begins a new generation with this snapshot; the one before it is kept, older ones are not. */
  void snapshot(JournalLine.Text line) throws IOException {
    close(); // should this fail, the next write is a snapshot again
    Path next = path(generation + 1);
    AtomicFile.write(next, file -> JournalLine.write(file, line));
    generation++;
    long written = Files.size(next);
    openForAppending(written, written);
    for (long old : generations(folder, name)) {
      if (old < generation - 1) {
        Files.deleteIfExists(path(old));
      }
    }
  }

  /** Removes every generation of this name. */
  static void delete(Path folder, String name) throws IOException {
    Journal journal = new Journal(folder, name, 0);
    for (long old : generations(folder, name)) {
      Files.deleteIfExists(journal.path(old));
    }
  }

  /** Whether the next write must be a snapshot: nothing to append to, or too much appended. */
  boolean wantsSnapshot() {
    return file == null || bytes - snapshotBytes > Math.max(SMALLEST_COMPACTION, 2 * snapshotBytes);
  }

  @Override
  public void close() throws IOException {
    FileChannel open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  /** A disk that takes no writes, as a worn card does, still starts its site. */
  private void resumeIfWhole(boolean newest, Generation found) {
    try {
      if (newest && found.whole()) {
        openForAppending(found.firstLineBytes(), found.bytes());
      }
    } catch (IOException readOnly) {
      file = null; // the next write begins a new generation, and says why it cannot
    }
  }

  private void openForAppending(long snapshot, long total) throws IOException {
    file = FileChannel.open(path(generation), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    snapshotBytes = snapshot;
    bytes = total;
  }

  private Path path(Object number) {
    return folder.resolve(name + "-" + number + ".log");
  }

  /** Newest first. */
  private static List<Long> generations(Path folder, String name) throws IOException {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "-*.log")) {
      for (Path path : files) {
        String file = path.getFileName().toString();
        String digits = file.substring(name.length() + 1, file.length() - ".log".length());
        if (isNumber(digits)) {
          found.add(Long.parseLong(digits));
        }
      }
    }
    found.sort(Collections.reverseOrder());
    return found;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 18
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Understands the lines of a generation. */
  @FunctionalInterface
  interface Reading<T> {
    /**
     * @throws MalformedException if there is something else in them
     */
    T read(List<JournalLine> lines) throws IOException;
  }

  /** What {@link #open} found. */
  sealed interface Opened<T> {

    Journal journal();

    /** No generation was ever written. */
    record Nothing<T>(Journal journal) implements Opened<T> {}

    /**
     * A snapshot and the changes after it, as they were understood.
     *
     * @param whole false when the newest file was torn or unusable and something older was taken
     */
    record Found<T>(Journal journal, T content, boolean whole) implements Opened<T> {}

    /** Files are there, and none can be used. This is not the same as nothing. */
    record Damaged<T>(Journal journal, String reason) implements Opened<T> {}
  }
}
