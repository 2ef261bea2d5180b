package io.filigree.protocol.name;

import io.filigree.protocol.MalformedException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.UUID;

/** What the JDK's UUID lacks: a strict reader, unsigned order, bytes, version 7. */
final class Uuids {

  private static final int BYTES = 16;

  private Uuids() {}

  /** Only the canonical text: {@link UUID#fromString} also takes {@code 1-1-1-1-1}. */
  static UUID parse(String text) {
    if (text.length() == 36 && isLowerHex(text)) {
      return UUID.fromString(text);
    }
    throw MalformedException.of(text, "is not a UUID in lower case");
  }

  private static boolean isLowerHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (hyphen ? c != '-' : !hex) {
        return false;
      }
    }
    return true;
  }

  static UUID ofBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new MalformedException("a UUID has 16 bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** The order of the bytes; {@link UUID#compareTo} compares signed halves. */
  static int compare(UUID a, UUID b) {
    int order = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return order != 0
        ? order
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }

  /** RFC 9562 version 7, with the fraction of the millisecond in the 12 bits after it (6.2). */
  static UUID next(Instant now, SecureRandom random) {
    long fraction = now.get(ChronoField.NANO_OF_SECOND) % 1_000_000L * 4096 / 1_000_000;
    long high = now.toEpochMilli() << 16 | 0x7000 | fraction;
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | Long.MIN_VALUE;
    return new UUID(high, low);
  }
}
