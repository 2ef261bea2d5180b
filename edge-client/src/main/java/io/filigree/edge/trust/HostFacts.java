package io.filigree.edge.trust;

import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * What this machine cannot do without, and no peer may therefore route to itself.
 *
 * @param gateways its default gateways
 * @param resolvers its DNS resolvers
 * @param coordinators the coordinator's addresses
 * @param allowed ranges outside private space that this site accepts all the same
 */
public record HostFacts(
    List<IpAddress> gateways,
    List<IpAddress> resolvers,
    List<IpAddress> coordinators,
    List<Cidr> allowed) {

  public HostFacts {
    gateways = List.copyOf(gateways);
    resolvers = List.copyOf(resolvers);
    coordinators = List.copyOf(coordinators);
    allowed = List.copyOf(allowed);
  }

  /** A machine that routes nothing to anybody, and so can lose nothing to a range. */
  public static HostFacts unrouted() {
    List<Cidr> all = List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));
    return new HostFacts(List.of(), List.of(), List.of(), all);
  }

  /** A machine of which nothing is known. */
  public static HostFacts unknown() {
    return new HostFacts(List.of(), List.of(), List.of(), List.of());
  }

  /** What of this machine's necessities lies inside the range. */
  Optional<String> coveredBy(Cidr range) {
    return covered(range, gateways, "our default gateway ")
        .or(() -> covered(range, resolvers, "our resolver "))
        .or(() -> covered(range, coordinators, "the coordinator "));
  }

  /** Whether a default gateway takes packets to addresses of that kind, IPv4 or IPv6. */
  public boolean leadsTo(IpAddress address) {
    for (IpAddress gateway : gateways) {
      if (gateway.isV4() == address.isV4()) {
        return true;
      }
    }
    return false;
  }

  boolean allows(Cidr range) {
    for (Cidr wider : allowed) {
      if (wider.prefix() <= range.prefix() && wider.contains(range.address())) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> covered(Cidr range, List<IpAddress> addresses, String what) {
    for (IpAddress address : addresses) {
      if (range.contains(address)) {
        return Optional.of(what + address);
      }
    }
    return Optional.empty();
  }
}
