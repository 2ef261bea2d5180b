package io.filigree.edge.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The peer list on disk: generations of an append-only file {@code mesh-<n>.log}, each opening with
 * a snapshot and going on with the changes since. Two generations are kept.
 *
 * <p>Every line carries a checksum ({@link JournalLine}). A line that does not check out ends its
 * file; a file whose first line does not check out does not count, and the generation before it is
 * used. A damaged file is never continued: the next write begins a new generation.
 */
public final class Journal implements AutoCloseable {

  /** Below this a journal is never worth compacting: one SD card erase block. */
  private static final long SMALLEST_COMPACTION = 512 * 1024L;

  private final Path folder;
  private long generation;
  private long snapshotBytes;
  private long bytes;
  private @Nullable FileChannel file;

  private Journal(Path folder, long generation) {
    this.folder = folder;
    this.generation = generation;
  }

  /** Opens the journal in this folder and says what it holds. */
  public static Opened open(Path folder) throws IOException {
    AtomicFile.createFolder(folder);
    List<Long> generations = generations(folder);
    Journal journal = new Journal(folder, generations.isEmpty() ? 0 : generations.getFirst());
    for (int i = 0; i < generations.size(); i++) {
      Generation found = Generation.read(path(folder, generations.get(i)));
      if (!found.lines().isEmpty()) {
        journal.resumeIfWhole(i == 0, found);
        return new Opened.Found(journal, found.lines(), i == 0 && found.whole());
      }
    }
    return generations.isEmpty()
        ? new Opened.Nothing(journal)
        : new Opened.Damaged(journal, "no generation of " + folder + " has an intact snapshot");
  }

  /** Adds lines and returns once they are on the disk. {@link #wantsSnapshot} must be false. */
  public void append(List<String> lines) throws IOException {
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

  /** Begins a new generation with this snapshot; the one before it is kept, older ones are not. */
  public void snapshot(String line) throws IOException {
    byte[] content = JournalLine.encodeAll(List.of(line));
    Path next = path(folder, generation + 1);
    AtomicFile.write(next, content);
    close();
    generation++;
    openForAppending(content.length, content.length);
    for (long old : generations(folder)) {
      if (old < generation - 1) {
        Files.deleteIfExists(path(folder, old));
      }
    }
  }

  /** Removes every generation in this folder. */
  static void delete(Path folder) throws IOException {
    for (long old : generations(folder)) {
      Files.deleteIfExists(path(folder, old));
    }
  }

  /** Whether the next write must be a snapshot: nothing to append to, or too much appended. */
  public boolean wantsSnapshot() {
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

  private void resumeIfWhole(boolean newest, Generation found) throws IOException {
    if (newest && found.whole()) {
      openForAppending(found.firstLineBytes(), found.bytes());
    }
  }

  private void openForAppending(long snapshot, long total) throws IOException {
    file =
        FileChannel.open(
            path(folder, generation), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    snapshotBytes = snapshot;
    bytes = total;
  }

  private static Path path(Path folder, long generation) {
    return folder.resolve("mesh-" + generation + ".log");
  }

  /** Newest first. */
  private static List<Long> generations(Path folder) throws IOException {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "mesh-*.log")) {
      for (Path path : files) {
        String name = path.getFileName().toString();
        String digits = name.substring("mesh-".length(), name.length() - ".log".length());
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

  /** What {@link #open} found. */
  public sealed interface Opened {

    Journal journal();

    /** A fresh site: no generation was ever written. */
    record Nothing(Journal journal) implements Opened {}

    /**
     * A snapshot and the changes after it.
     *
     * @param whole false when the newest file was torn or unusable and something older was taken
     */
    record Found(Journal journal, List<String> lines, boolean whole) implements Opened {
      public Found {
        lines = List.copyOf(lines);
      }
    }

    /** Files are there, and none can be used. This is not the same as nothing. */
    record Damaged(Journal journal, String reason) implements Opened {}
  }

  /** The intact beginning of one file. */
  private record Generation(List<String> lines, boolean whole, long firstLineBytes, long bytes) {

    static Generation read(Path path) throws IOException {
      byte[] content = Files.readAllBytes(path);
      List<String> lines = new ArrayList<>();
      long first = 0;
      int at = 0;
      while (at < content.length) {
        int end = JournalLine.end(content, at);
        String line = end < 0 ? null : JournalLine.decode(content, at, end).orElse(null);
        if (line == null) {
          return new Generation(lines, false, first, at);
        }
        lines.add(line);
        at = end + 1;
        first = lines.size() == 1 ? at : first;
      }
      return new Generation(lines, true, first, at);
    }
  }
}
