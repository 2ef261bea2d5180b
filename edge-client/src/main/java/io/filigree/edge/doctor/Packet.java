package io.filigree.edge.doctor;

import io.filigree.edge.plan.IpFamily;
import io.filigree.protocol.net.IpAddress;

/**
 * The first packet of a connection, to be thought through a firewall.
 *
 * @param in the interface it comes from; empty for one of no name we know
 * @param out the interface it leaves by; empty if it is for this machine
 * @param protocol tcp or udp
 * @param port the destination's
 */
record Packet(String in, String out, IpAddress from, IpAddress to, String protocol, int port) {

  IpFamily family() {
    return from.isV4() ? IpFamily.V4 : IpFamily.V6;
  }

  boolean local() {
    return out.isEmpty();
  }
}
