package io.filigree.controlplane.tls;

import io.filigree.protocol.net.CoordinatorUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names and addresses of this machine. */
final class Whereabouts {
  /** Documentation address (RFC 5737): only the route to it is looked up, nothing is sent. */
  private static final InetSocketAddress FAR_AWAY = new InetSocketAddress("192.0.2.1", 9);

  private Whereabouts() {}

  /** All that a client of this machine may call it. */
  static Collection<ServerName> names(List<CoordinatorUrl> urls) {
    Set<ServerName> names = new LinkedHashSet<>();
    names.add(ServerName.ofHost("localhost"));
    urls.forEach(url -> names.add(name(url)));
    addresses().forEach(address -> names.add(ServerName.ofAddress(literal(address))));
    hostName(names);
    return names;
  }

  private static ServerName name(CoordinatorUrl url) {
    return url.endpoint()
        .address()
        .map(address -> ServerName.ofAddress(address.toString()))
        .orElseGet(() -> ServerName.ofHost(url.endpoint().host()));
  }

  private static List<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLinkLocalAddress())
          .toList();
    } catch (SocketException e) {
      throw new UncheckedIOException("cannot list the addresses of this machine", e);
    }
  }

  private static void hostName(Set<ServerName> names) {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      if (name.matches("[A-Za-z0-9.-]+")) {
        names.add(ServerName.ofHost(name));
      }
    } catch (UnknownHostException e) {
      // A machine whose name does not resolve has one name less.
    }
  }

  /** The URL at which others most probably reach this machine. */
  static CoordinatorUrl likelyUrl(int port) {
    return CoordinatorUrl.parse("https://" + likelyHost() + ":" + port);
  }

  private static String likelyHost() {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(FAR_AWAY);
      InetAddress local = probe.getLocalAddress();
      return local.isAnyLocalAddress() || local.isLoopbackAddress() ? "localhost" : literal(local);
    } catch (IOException | UncheckedIOException e) {
      return "localhost"; // no route anywhere
    }
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
