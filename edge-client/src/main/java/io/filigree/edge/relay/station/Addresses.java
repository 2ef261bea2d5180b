package io.filigree.edge.relay.station;

import io.filigree.edge.relay.Address;
import io.filigree.protocol.net.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/** The switch's addresses and the JDK's, each made once as long as there is room. */
final class Addresses {

  /** A flood of made-up sources costs no more than that: 2 MB. */
  private static final int MOST = 8192;

  private final int socket;
  private final Map<InetSocketAddress, Address> known = new HashMap<>();
  private InetSocketAddress last = new InetSocketAddress(0);
  private Address lastKnown;

  Addresses(int socket) {
    this.socket = socket;
    this.lastKnown = make(last);
  }

  /** For what was received by this socket. */
  Address of(InetSocketAddress source) {
    // the JDK gives the same object again while the source stays the same
    if (!isSame(source, last)) {
      last = source;
      lastKnown = lookUp(source);
    }
    return lastKnown;
  }

  @SuppressWarnings("ReferenceEquality") // only a short cut: another object is looked up
  private static boolean isSame(InetSocketAddress a, InetSocketAddress b) {
    return a == b;
  }

  private Address lookUp(InetSocketAddress source) {
    Address address = known.get(source);
    if (address == null) {
      if (known.size() >= MOST) {
        known.clear();
      }
      address = make(source);
      known.put(source, address);
    }
    return address;
  }

  private Address make(InetSocketAddress source) {
    byte[] bytes = source.getAddress().getAddress();
    return new Address(IpAddress.ofBytes(bytes), source.getPort(), socket);
  }

  static InetSocketAddress jdk(IpAddress ip, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(ip.bytes()), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
