package io.filigree.edge.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The intact beginning of one journal file.
 *
 * @param lines the lines that check out, up to the first that does not
 * @param whole whether these are all
 * @param bytes how many bytes they fill
 */
record Generation(List<JournalLine> lines, boolean whole, long bytes) {

  private static final int CHUNK = 16 * 1024;

  /** Reads a file once, a chunk at a time, whatever the length of its lines. */
  static Generation read(Path path) throws IOException {
    Scan scan = new Scan(path);
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(path)) {
      int length = in.read(chunk);
      while (length >= 0 && scan.take(chunk, length)) {
        length = in.read(chunk);
      }
    }
    return new Generation(List.copyOf(scan.lines), scan.whole(), scan.start);
  }

  long firstLineBytes() {
    return lines.isEmpty() ? 0 : lines.getFirst().from() + lines.getFirst().length() + 1;
  }

  /** One pass over a file. */
  private static final class Scan {

    private final Path path;
    private final List<JournalLine> lines = new ArrayList<>();
    private final CRC32C checksum = new CRC32C();
    private final byte[] head = new byte[JournalLine.HEAD];
    private long start;
    private long at;
    private boolean broken;

    Scan(Path path) {
      this.path = path;
    }

    /** False once a line does not check out. */
    boolean take(byte[] chunk, int length) {
      int from = 0;
      for (int i = 0; i < length && !broken; i++) {
        if (chunk[i] == '\n') {
          part(chunk, from, i);
          endLine();
          from = i + 1;
        }
      }
      part(chunk, from, length);
      return !broken;
    }

    private void part(byte[] chunk, int from, int to) {
      int text = from;
      while (text < to && at - start < JournalLine.HEAD) {
        head[(int) (at++ - start)] = chunk[text++];
      }
      checksum.update(chunk, text, to - text);
      at += to - text;
    }

    private void endLine() {
      String claimed = new String(head, StandardCharsets.US_ASCII);
      broken = !claimed.equals(JournalLine.digits(checksum.getValue()) + ' ');
      long text = start + JournalLine.HEAD;
      broken |= at < text;
      if (!broken) {
        lines.add(new JournalLine(path, text, at - text));
        start = ++at;
        checksum.reset();
      }
    }

    boolean whole() {
      return !broken && at == start;
    }
  }
}
