package io.filigree.edge.state;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * One checksummed line of a file: eight hex digits of CRC-32C, a blank, the text, a line feed. The
 * text holds no line feed (compact JSON never does). The checksum is against torn writes and rotten
 * cards, not against people: the roster and facts inside are signed.
 *
 * <p>A snapshot of 10,000 sites is a line of 11 MB, so a line is a place in a file and not a text.
 *
 * @param from where its text begins, in bytes
 * @param length of its text, in bytes
 */
record JournalLine(Path file, long from, long length) {

  static final int CHECKSUM = 8;

  /** Bytes before the text: checksum and blank. */
  static final int HEAD = CHECKSUM + 1;

  /** A text that writes itself, however long. */
  @FunctionalInterface
  interface Text {
    void writeTo(OutputStream out) throws IOException;
  }

  static byte[] encodeAll(List<String> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String line : lines) {
      byte[] text = line.getBytes(StandardCharsets.UTF_8);
      CRC32C checksum = new CRC32C();
      checksum.update(text);
      out.writeBytes(head(checksum));
      out.writeBytes(text);
      out.write('\n');
    }
    return out.toByteArray();
  }

  /** Writes the one line of a new file; the checksum, known last, is put in its place last. */
  static void write(FileChannel file, Text text) throws IOException {
    CRC32C checksum = new CRC32C();
    file.position(HEAD);
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file));
    CheckedOutputStream checked = new CheckedOutputStream(out, checksum);
    text.writeTo(checked);
    out.write('\n');
    out.flush();
    file.position(0);
    AtomicFile.writeFully(file, head(checksum));
  }

  private static byte[] head(CRC32C checksum) {
    return (digits(checksum.getValue()) + ' ').getBytes(StandardCharsets.US_ASCII);
  }

  static String digits(long checksum) {
    String digits = Long.toHexString(checksum);
    return "0".repeat(CHECKSUM - digits.length()) + digits;
  }

  /** The text's bytes, to be closed. */
  InputStream open() throws IOException {
    InputStream whole = Files.newInputStream(file);
    try {
      whole.skipNBytes(from);
      return new Section(whole, length);
    } catch (IOException e) {
      whole.close();
      throw e;
    }
  }

  /** The texts themselves, where they are known to be short. */
  static List<String> texts(List<JournalLine> lines) throws IOException {
    List<String> texts = new ArrayList<>(lines.size());
    for (JournalLine line : lines) {
      try (InputStream in = line.open()) {
        texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }
}
