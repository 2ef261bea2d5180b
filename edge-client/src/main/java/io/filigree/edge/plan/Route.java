package io.filigree.edge.plan;

import io.filigree.protocol.net.Cidr;
import java.util.OptionalInt;

/**
 * A route into the mesh interface. There is no gateway: AllowedIPs, not a next hop, choose the
 * peer.
 *
 * @param destination what lies behind the interface
 * @param mtu the measured inner MTU of the path in bytes; empty where the interface's own is right
 */
public record Route(Cidr destination, OptionalInt mtu) {

  /** A route with the interface's own MTU. */
  public static Route to(Cidr destination) {
    return new Route(destination, OptionalInt.empty());
  }
}
