package io.filigree.protocol.net;

import io.filigree.protocol.MalformedException;
import java.util.Optional;

/**
 * Where something listens: host and port. The host is an address literal or a DNS name; resolving a
 * name is a verb and happens elsewhere.
 *
 * @param host canonical address literal without brackets, or lower-case DNS name
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {

  private static final int MAX_PORT = 65_535;

  public Endpoint {
    host = HostName.normalise(host);
    if (port < 1 || port > MAX_PORT) {
      throw new MalformedException("a port is 1 to " + MAX_PORT);
    }
  }

  public Endpoint(IpAddress address, int port) {
    this(address.toString(), port);
  }

  /**
   * Reads {@code 192.0.2.1:51871}, {@code [2001:db8::1]:51871} or {@code store-a.example:51871}.
   *
   * @throws MalformedException if it is none of them
   */
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw MalformedException.of(text, "has no port");
    }
    int port = Decimal.parse(text, colon + 1, text.length(), MAX_PORT);
    if (port < 1) {
      throw MalformedException.of(text, "has no port of 1 to " + MAX_PORT);
    }
    return new Endpoint(host(text, colon), port);
  }

  /** IPv6 literals stand in brackets, and nothing else does. */
  private static String host(String text, int colon) {
    String host = text.substring(0, colon);
    boolean brackets = host.startsWith("[") && host.endsWith("]");
    boolean colons = host.indexOf(':') >= 0;
    if (brackets != colons) {
      throw MalformedException.of(text, "is not host:port or [IPv6]:port");
    }
    return brackets ? host.substring(1, host.length() - 1) : host;
  }

  /** The address, if the host is a literal. */
  public Optional<IpAddress> address() {
    return HostName.isLiteral(host) ? Optional.of(IpAddress.parse(host)) : Optional.empty();
  }

  /** As {@link #parse} reads it, and as {@code wg} takes it if the host is an address. */
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
