package io.filigree.protocol.net;

import io.filigree.protocol.MalformedException;
import java.util.Optional;

/**
 * An address range. Host bits are an error, not something to mask away: who writes {@code
 * 10.1.2.3/16} may mean either of two ranges.
 *
 * @param address the first address
 * @param prefix number of fixed bits, 0 to 32 or 128
 */
public record Cidr(IpAddress address, int prefix) implements Comparable<Cidr> {

  public Cidr {
    if (prefix < 0 || prefix > address.bits()) {
      throw new MalformedException("a prefix length here is 0 to " + address.bits());
    }
    int free = address.bits() - prefix;
    if ((address.high() & highMask(free)) != 0 || (address.low() & lowMask(free)) != 0) {
      throw new MalformedException(
          MalformedException.quote(address + "/" + prefix) + " has host bits set");
    }
  }

  /**
   * Reads {@code 10.1.0.0/16} or {@code fd00:1::/48}.
   *
   * @throws MalformedException if it is no range, or has host bits, or is IPv4-mapped
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw MalformedException.of(text, "has no prefix length");
    }
    IpAddress address = IpAddress.parse(text.substring(0, slash));
    int prefix = Decimal.parse(text, slash + 1, text.length(), address.bits());
    if (prefix < 0) {
      throw MalformedException.of(text, "has no prefix length of 0 to " + address.bits());
    }
    return new Cidr(address, prefix);
  }

  /** The range of this one address. */
  public static Cidr ofHost(IpAddress address) {
    return new Cidr(address, address.bits());
  }

  public boolean isV4() {
    return address.isV4();
  }

  public boolean contains(IpAddress other) {
    int free = address.bits() - prefix;
    return other.isV4() == isV4()
        && (other.high() & ~highMask(free)) == address.high()
        && (other.low() & ~lowMask(free)) == address.low();
  }

  /** Whether every address of {@code other} is in this range. */
  public boolean contains(Cidr other) {
    return other.prefix >= prefix && contains(other.address);
  }

  /** Whether the two share an address. Of two ranges that do, one contains the other. */
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /** The last address. */
  public IpAddress last() {
    int free = address.bits() - prefix;
    return new IpAddress(isV4(), address.high() | highMask(free), address.low() | lowMask(free));
  }

  /**
   * The {@code n}-th address, from 0.
   *
   * @throws IllegalArgumentException if the range ends before
   */
  public IpAddress host(long n) {
    int free = address.bits() - prefix;
    if (n < 0 || (free < 63 && n > lowMask(free))) {
      throw new IllegalArgumentException(this + " has no address number " + n);
    }
    return new IpAddress(isV4(), address.high(), address.low() + n);
  }

  /** Why Filigree routes no such range, or nothing if it does. */
  public Optional<CidrProblem> routability() {
    return Routability.of(this);
  }

  /** IPv4 first, then by address, the wider first. */
  @Override
  public int compareTo(Cidr other) {
    int order = address.compareTo(other.address);
    return order != 0 ? order : Integer.compare(prefix, other.prefix);
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }

  /** The lowest {@code bits} bits, as far as they lie in the upper half. */
  private static long highMask(int bits) {
    return bits <= 64 ? 0 : lowMask(bits - 64);
  }

  private static long lowMask(int bits) {
    if (bits >= 64) {
      return -1;
    }
    return (1L << bits) - 1;
  }
}
