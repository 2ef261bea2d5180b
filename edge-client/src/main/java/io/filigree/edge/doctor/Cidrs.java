package io.filigree.edge.doctor;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import java.util.Collection;
import java.util.Optional;

/** Ranges as tools print them, and addresses in them to try. */
final class Cidrs {
  private Cidrs() {}

  /** A range, or a single address without its prefix; empty for anything else. */
  static Optional<Cidr> read(String text) {
    try {
      return Optional.of(
          text.contains("/") ? Cidr.parse(text) : Cidr.ofHost(IpAddress.parse(text)));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** The network that an address with a prefix belongs to. */
  static Cidr network(IpAddress address, int prefix) {
    byte[] bytes = address.bytes();
    for (int bit = prefix; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return new Cidr(IpAddress.ofBytes(bytes), prefix);
  }

  /** An address somebody in this range might have. */
  static IpAddress sample(Cidr range) {
    return range.prefix() == range.address().bits() ? range.address() : range.host(1);
  }

  /** Another address of the same network. */
  static IpAddress neighbour(IpAddress address) {
    return new IpAddress(address.isV4(), address.high(), address.low() ^ 2);
  }

  /** The widest range of a family, which is most likely to be pods. */
  static Optional<Cidr> widest(Collection<Cidr> ranges, boolean v4) {
    return ranges.stream()
        .filter(range -> range.isV4() == v4)
        .min((a, b) -> a.prefix() != b.prefix() ? a.prefix() - b.prefix() : a.compareTo(b));
  }
}
