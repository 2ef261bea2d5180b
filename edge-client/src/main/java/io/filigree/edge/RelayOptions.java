package io.filigree.edge;

import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the command line says of where a relay is.
 *
 * @param listen where its sockets are; empty if nothing is said
 * @param endpoints where sites can reach it; empty if nothing is said
 */
record RelayOptions(List<Endpoint> listen, List<Endpoint> endpoints) {

  static final Set<String> NAMES = Set.of("--listen", "--port", "--endpoint");

  /** Not WireGuard's own, nor a site's: all of them may be on one machine. */
  private static final int USUAL_PORT = 51_900;

  /** There on a machine that has IPv6. */
  private static final Path IPV6 = Path.of("/proc/net/if_inet6");

  static RelayOptions of(OptionReader read) {
    List<Endpoint> listen = read.each("--listen", Endpoint::parse);
    List<Integer> ports = read.each("--port", OptionReader::port);
    if (!listen.isEmpty() && !ports.isEmpty()) {
      read.refuse("--port and --listen say the same; give one of them");
    }
    return new RelayOptions(
        ports.isEmpty() ? listen : List.of(everywhere(ports.getLast())),
        read.each("--endpoint", Endpoint::parse));
  }

  /** Where to listen if nothing was said of it. */
  List<Endpoint> listenOrUsual() {
    return listen.isEmpty() ? List.of(everywhere(USUAL_PORT)) : listen;
  }

  /** The IPv6 wildcard takes IPv4 too. */
  private static Endpoint everywhere(int port) {
    return new Endpoint(IpAddress.parse(Files.exists(IPV6) ? "::" : "0.0.0.0"), port);
  }
}
