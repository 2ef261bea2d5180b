package io.filigree.protocol.name;

import io.filigree.protocol.MalformedException;
import java.util.UUID;

/**
 * Who a site is; never given again after the site was removed.
 *
 * @param value the UUID
 */
public record SiteId(UUID value) implements Comparable<SiteId> {

  /**
   * Reads the canonical text, in lower case.
   *
   * @throws MalformedException if it is none
   */
  public static SiteId parse(String text) {
    return new SiteId(Uuids.parse(text));
  }

  /**
   * @param bytes 16 bytes in network order
   */
  public static SiteId ofBytes(byte[] bytes) {
    return new SiteId(Uuids.ofBytes(bytes));
  }

  /**
   * A new id (UUID version 7), greater than the ones before, so that a new site is the last leaf of
   * the Merkle tree.
   */
  public static SiteId next() {
    return new SiteId(NewIds.next());
  }

  /** 16 bytes in network order. */
  public byte[] bytes() {
    return Uuids.bytes(value);
  }

  /** The unsigned order of the bytes, which is also Postgres's. */
  @Override
  public int compareTo(SiteId other) {
    return Uuids.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
