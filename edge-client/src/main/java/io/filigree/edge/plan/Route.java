package io.filigree.edge.plan;

import io.filigree.protocol.net.Cidr;
import java.util.OptionalInt;

/**
 * A route of ours: into the mesh interface, or to nowhere. There is no gateway: AllowedIPs, not a
 * next hop, choose the peer.
 *
 * @param destination what lies behind the interface
 * @param reachable false for a route that makes the kernel refuse at once whatever is sent there
 * @param mtu the measured inner MTU of the path in bytes; empty where the interface's own is right
 */
public record Route(Cidr destination, boolean reachable, OptionalInt mtu) {

  /** A route with the interface's own MTU. */
  public static Route to(Cidr destination) {
    return new Route(destination, true, OptionalInt.empty());
  }

  /** Callers fail in milliseconds there instead of waiting for a peer that is down. */
  public static Route unreachable(Cidr destination) {
    return new Route(destination, false, OptionalInt.empty());
  }
}
