package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.lab.Topology;
import io.filigree.systemtests.relay.RelayedMesh.Way;

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
    /** Its port is another towards each other, or lost to who calls too early. */
    CLOSED
  }

  private RightPath() {}

  static Way between(Topology one, Topology other) {
    return commonFamily(one, other) && reachable(access(one), access(other))
        ? Way.DIRECT
        : Way.RELAYED;
  }

  private static boolean reachable(Access one, Access other) {
    boolean open = one == Access.OPEN || other == Access.OPEN;
    return open || (one == Access.PUNCHED && other == Access.PUNCHED);
  }

  private static Access access(Topology topology) {
    return switch (topology) {
      case PUBLIC, IPV6_ONLY, DUAL_STACK -> Access.OPEN;
      case PLAIN_NAT, CARRIER_NAT, HAIRPIN, PORT_COLLISION, SHORT_MAPPING -> Access.PUNCHED;
      case SYMMETRIC_NAT, ANSWERING_NAT -> Access.CLOSED;
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
