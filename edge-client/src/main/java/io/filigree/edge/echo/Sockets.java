package io.filigree.edge.echo;

import io.filigree.protocol.net.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Addresses as Java's sockets want them; nothing is ever resolved. */
final class Sockets {
  private Sockets() {}

  static InetAddress address(IpAddress address) {
    try {
      return InetAddress.getByAddress(address.bytes());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }

  static InetSocketAddress at(IpAddress address, int port) {
    return new InetSocketAddress(address(address), port);
  }
}
