package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.lab.Topology;
import io.filigree.systemtests.relay.RelayedMesh.Way;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which way is right between sites of two topologies, by what stands there and not by what Filigree
 * does: a site is reached from everywhere, or where it has called first at the port that all see,
 * or nowhere.
 */
final class RightPath {

  /** How others can get at a site. */
  private enum Access {
    OPEN,
    /** By a hole that its own packets make. */
    PUNCHED,
    /** The same, unless the other calls first: who calls too early loses the port. */
    CHANCE,
    /** Its port is another towards each other. */
    CLOSED
  }

  private RightPath() {}

  static Set<Way> between(Topology one, Topology other) {
    if (!commonFamily(one, other)) {
      return Set.of(Way.RELAYED);
    }
    Set<Access> both = EnumSet.of(access(one), access(other));
    if (both.contains(Access.OPEN)) {
      return Set.of(Way.DIRECT);
    }
    if (both.contains(Access.CLOSED)) {
      return Set.of(Way.RELAYED);
    }
    return both.contains(Access.CHANCE) ? Set.of(Way.DIRECT, Way.RELAYED) : Set.of(Way.DIRECT);
  }

  private static Access access(Topology topology) {
    return switch (topology) {
      case PUBLIC, IPV6_ONLY, DUAL_STACK -> Access.OPEN;
      case PLAIN_NAT, CARRIER_NAT, HAIRPIN, PORT_COLLISION, SHORT_MAPPING -> Access.PUNCHED;
      case ANSWERING_NAT -> Access.CHANCE;
      case SYMMETRIC_NAT -> Access.CLOSED;
    };
  }

  private static boolean commonFamily(Topology one, Topology other) {
    return (v4(one) && v4(other)) || (v6(one) && v6(other));
  }

  private static boolean v4(Topology topology) {
    return topology != Topology.IPV6_ONLY;
  }

  private static boolean v6(Topology topology) {
    return topology == Topology.IPV6_ONLY || topology == Topology.DUAL_STACK;
  }
}
