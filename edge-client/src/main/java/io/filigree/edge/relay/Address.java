package io.filigree.edge.relay;

import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.nio.ByteBuffer;

/**
 * Where a packet comes from or goes to: the other end as one of our sockets sees it.
 *
 * @param port 0 to 65535
 * @param socket the number of our socket, by which the answer must leave: a NAT lets nothing else
 *     through
 */
public record Address(IpAddress ip, int port, int socket) {

  /** No packet has come from here yet. */
  static final Address NOWHERE = new Address(new IpAddress(true, 0, 0), 0, 0);

  /** IP and port, for the code in a cookie. */
  byte[] bytes() {
    byte[] raw = ip.bytes();
    return ByteBuffer.allocate(raw.length + 2).put(raw).putShort((short) port).array();
  }

  // Written out because it runs once per packet: the generated one goes through method handles.
  @Override
  public int hashCode() {
    long mixed = (ip.high() * 31 + ip.low()) * 31 + port;
    return (int) (mixed ^ (mixed >>> 32)) * 31 + socket;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address that
        && port == that.port
        && socket == that.socket
        && ip.low() == that.ip.low()
        && ip.high() == that.ip.high()
        && ip.isV4() == that.ip.isV4();
  }

  @Override
  public String toString() {
    return port == 0 ? ip + ":0" : new Endpoint(ip, port).toString();
  }
}
