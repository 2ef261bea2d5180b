package io.filigree.edge.state;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One checksummed line: eight hex digits of CRC-32C, a blank, the text, a line feed. The text holds
 * no line feed (compact JSON never does). The checksum is against torn writes and rotten cards, not
 * against people: the roster and facts inside are signed.
 */
final class JournalLine {

  private static final int CHECKSUM = 8;

  private JournalLine() {}

  static byte[] encodeAll(List<String> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String line : lines) {
      byte[] text = line.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(checksum(text, 0, text.length).getBytes(StandardCharsets.US_ASCII));
      out.write(' ');
      out.writeBytes(text);
      out.write('\n');
    }
    return out.toByteArray();
  }

  /** The index of the line feed that ends the line starting at {@code from}, or -1. */
  static int end(byte[] content, int from) {
    for (int i = from; i < content.length; i++) {
      if (content[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  static Optional<String> decode(byte[] content, int from, int end) {
    int text = from + CHECKSUM + 1;
    if (text > end) {
      return Optional.empty();
    }
    String claimed = new String(content, from, CHECKSUM, StandardCharsets.US_ASCII);
    return claimed.equals(checksum(content, text, end - text)) && content[text - 1] == ' '
        ? Optional.of(new String(content, text, end - text, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static String checksum(byte[] content, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(content, from, length);
    String digits = Long.toHexString(crc.getValue());
    return "0".repeat(CHECKSUM - digits.length()) + digits;
  }
}
