package io.filigree.protocol.name;

import io.filigree.protocol.MalformedException;
import java.util.UUID;

/**
 * Who a mesh is; it outlives every name.
 *
 * @param value the UUID
 */
public record MeshId(UUID value) implements Comparable<MeshId> {

  /**
   * Reads the canonical text, in lower case.
   *
   * @throws MalformedException if it is none
   */
  public static MeshId parse(String text) {
    return new MeshId(Uuids.parse(text));
  }

  /**
   * @param bytes 16 bytes in network order
   */
  public static MeshId ofBytes(byte[] bytes) {
    return new MeshId(Uuids.ofBytes(bytes));
  }

  /** A new id (UUID version 7). */
  public static MeshId next() {
    return new MeshId(NewIds.next());
  }

  /** 16 bytes in network order. */
  public byte[] bytes() {
    return Uuids.bytes(value);
  }

  /** The unsigned order of the bytes, which is also Postgres's. */
  @Override
  public int compareTo(MeshId other) {
    return Uuids.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
