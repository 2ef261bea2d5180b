package io.filigree.edge.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the Prometheus text format 0.0.4 straight into a stream: a thousand peers make half a
 * megabyte, which this small heap need never hold. For one scrape.
 */
final class Exposition {

  private static final String PREFIX = "filigree_";

  private final OutputStream out;
  private final byte[] buffer = new byte[8_192];
  private int filled;

  Exposition(OutputStream out) {
    this.out = out;
  }

  /** All samples of this family have to follow here, before the next one begins. */
  void begin(Family family) throws IOException {
    plain("# HELP " + PREFIX + family.name() + " " + family.help() + "\n");
    plain("# TYPE " + PREFIX + family.name() + " " + family.kind().text() + "\n");
  }

  /**
   * One sample; its labels must differ from those of every other in its family.
   *
   * @param value in the family's fraction
   * @param labels names and values in turn
   */
  void sample(Family family, long value, String... labels) throws IOException {
    plain(PREFIX);
    plain(family.name());
    for (int i = 0; i + 1 < labels.length; i += 2) {
      put(i == 0 ? '{' : ',');
      plain(labels[i]);
      plain("=\"");
      escaped(labels[i + 1]);
      put('"');
    }
    plain(labels.length == 0 ? " " : "} ");
    decimal(value, family.decimals());
    put('\n');
  }

  /** Must be called after the last sample. */
  void end() throws IOException {
    out.write(buffer, 0, filled);
    filled = 0;
  }

  /** Such as 412 with six decimals: {@code 0.000412}. */
  private void decimal(long value, int decimals) throws IOException {
    String digits = Long.toString(value);
    int whole = digits.length() - decimals;
    if (whole <= 0) {
      put('0');
    }
    for (int i = Math.min(0, whole); i < digits.length(); i++) {
      if (i == whole) {
        put('.');
      }
      put(i < 0 ? '0' : digits.charAt(i));
    }
  }

  /** Text of ours: ASCII without anything to escape. */
  private void plain(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  /** Text from outside. Three characters have an escape; no other control character may pass. */
  private void escaped(String text) throws IOException {
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      switch (octet) {
        case '\\' -> plain("\\\\");
        case '"' -> plain("\\\"");
        case '\n' -> plain("\\n");
        default -> put((octet >= 0 && octet < ' ') || octet == 0x7f ? '?' : octet);
      }
    }
  }

  private void put(int octet) throws IOException {
    if (filled == buffer.length) {
      end();
    }
    buffer[filled++] = (byte) octet;
  }
}
