package io.filigree.protocol.net;

import io.filigree.protocol.MalformedException;
import java.nio.ByteBuffer;

/**
 * An IPv4 or IPv6 address, always from a literal.
 *
 * <p>IPv4-mapped IPv6 addresses are refused: a filter that looks at one family would miss the
 * other. Zone ids are refused: they mean something on one machine only.
 *
 * @param isV4 the family
 * @param high upper 64 bits; 0 for IPv4
 * @param low lower 64 bits; for IPv4 the 32 bits of the address
 */
public record IpAddress(boolean isV4, long high, long low) implements Comparable<IpAddress> {

  public IpAddress {
    if (isV4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
    if (!isV4 && high == 0 && low >>> 32 == 0xffff) {
      throw new MalformedException("is an IPv4-mapped IPv6 address");
    }
  }

  /**
   * Reads a literal such as {@code 10.1.2.3} or {@code fd00::1}.
   *
   * @throws MalformedException if it is none, is IPv4-mapped or names a zone
   */
  public static IpAddress parse(String text) {
    return AddressParser.parse(text);
  }

  /**
   * @param bytes 4 or 16 bytes in network order
   */
  public static IpAddress ofBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return switch (bytes.length) {
      case 4 -> new IpAddress(true, 0, Integer.toUnsignedLong(buffer.getInt()));
      case 16 -> new IpAddress(false, buffer.getLong(), buffer.getLong());
      default -> throw new MalformedException("an IP address has 4 or 16 bytes");
    };
  }

  /** 4 or 16 bytes in network order. */
  public byte[] bytes() {
    return isV4
        ? ByteBuffer.allocate(4).putInt((int) low).array()
        : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  /** Number of bits: 32 or 128. */
  public int bits() {
    return isV4 ? 32 : 128;
  }

  /** IPv4 first, then by value. */
  @Override
  public int compareTo(IpAddress other) {
    if (isV4 != other.isV4) {
      return isV4 ? -1 : 1;
    }
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  /** The canonical text; for IPv6 as in RFC 5952. */
  @Override
  public String toString() {
    return isV4 ? AddressText.v4(low) : AddressText.v6(high, low);
  }
}
