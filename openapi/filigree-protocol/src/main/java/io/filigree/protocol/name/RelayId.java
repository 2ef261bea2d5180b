package io.filigree.protocol.name;

import io.filigree.protocol.MalformedException;
import java.util.UUID;

/**
 * Who a relay is; a relay is no site.
 *
 * @param value the UUID
 */
public record RelayId(UUID value) implements Comparable<RelayId> {

  /**
   * Reads the canonical text, in lower case.
   *
   * @throws MalformedException if it is none
   */
  public static RelayId parse(String text) {
    return new RelayId(Uuids.parse(text));
  }

  /**
   * @param bytes 16 bytes in network order
   */
  public static RelayId ofBytes(byte[] bytes) {
    return new RelayId(Uuids.ofBytes(bytes));
  }

  /** A new id (UUID version 7). */
  public static RelayId next() {
    return new RelayId(NewIds.next());
  }

  /** 16 bytes in network order. */
  public byte[] bytes() {
    return Uuids.bytes(value);
  }

  /** The unsigned order of the bytes, which is also Postgres's. */
  @Override
  public int compareTo(RelayId other) {
    return Uuids.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
