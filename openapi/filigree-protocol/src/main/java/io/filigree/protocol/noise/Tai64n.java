package io.filigree.protocol.noise;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The time stamp of an initiation. A receiver takes none that is not later than the last one it
 * took from that sender, so a replay is refused, and so is a sender whose clock went back.
 *
 * @param seconds TAI64 label
 * @param nanos 0 to 999,999,999
 */
public record Tai64n(long seconds, int nanos) implements Comparable<Tai64n> {

  static final int BYTES = 12;

  /** TAI64's origin, with the ten leap seconds of 1970, as WireGuard has it. */
  private static final long ORIGIN = 0x4000_0000_0000_000aL;

  private static final int NANOS_PER_SECOND = 1_000_000_000;

  public static Tai64n of(Instant time) {
    return new Tai64n(ORIGIN + time.getEpochSecond(), time.getNano());
  }

  static Tai64n read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Tai64n(buffer.getLong(), buffer.getInt());
  }

  /** The earliest one that is later than this. */
  public Tai64n next() {
    return nanos + 1 < NANOS_PER_SECOND
        ? new Tai64n(seconds, nanos + 1)
        : new Tai64n(seconds + 1, 0);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(seconds).putInt(nanos).array();
  }

  @Override
  public int compareTo(Tai64n other) {
    int order = Long.compareUnsigned(seconds, other.seconds);
    return order != 0 ? order : Integer.compareUnsigned(nanos, other.nanos);
  }
}
