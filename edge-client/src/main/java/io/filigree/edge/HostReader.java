package io.filigree.edge;

import io.filigree.edge.trust.HostFacts;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.net.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Reads what this machine cannot do without: default gateways from {@code /proc/net}, resolvers
 * from {@code resolv.conf}. What cannot be read is not known, and that is all.
 */
final class HostReader {

  private static final Path ROUTES_V4 = Path.of("/proc/net/route");
  private static final Path ROUTES_V6 = Path.of("/proc/net/ipv6_route");
  private static final Path RESOLVERS = Path.of("/etc/resolv.conf");
  private static final String ZERO_V6 = "00000000000000000000000000000000";

  private HostReader() {}

  static HostFacts read(List<CoordinatorUrl> urls) {
    List<IpAddress> gateways = new ArrayList<>();
    lines(ROUTES_V4).forEach(line -> gatewayV4(words(line), gateways));
    lines(ROUTES_V6).forEach(line -> gatewayV6(words(line), gateways));
    List<IpAddress> resolvers = new ArrayList<>();
    lines(RESOLVERS).forEach(line -> resolver(words(line), resolvers));
    List<IpAddress> coordinators = new ArrayList<>();
    urls.forEach(url -> url.endpoint().address().ifPresent(coordinators::add));
    return new HostFacts(gateways, resolvers, coordinators, List.of());
  }

  /** Columns: interface, destination, gateway, ...; addresses in hex, least byte first. */
  static void gatewayV4(List<String> columns, List<IpAddress> gateways) {
    boolean isDefault =
        columns.size() > 7
            && columns.get(1).equals("00000000")
            && columns.get(7).equals("00000000");
    if (isDefault && !columns.get(2).equals("00000000")) {
      byte[] address = bytes(columns.get(2), 4);
      gateways.add(IpAddress.ofBytes(new byte[] {address[3], address[2], address[1], address[0]}));
    }
  }

  /** Columns: destination, prefix, source, prefix, next hop, ...; addresses in hex. */
  static void gatewayV6(List<String> columns, List<IpAddress> gateways) {
    boolean isDefault =
        columns.size() > 4 && columns.get(0).equals(ZERO_V6) && columns.get(1).equals("00");
    if (isDefault && !columns.get(4).equals(ZERO_V6)) {
      gateways.add(IpAddress.ofBytes(bytes(columns.get(4), 16)));
    }
  }

  static void resolver(List<String> words, List<IpAddress> resolvers) {
    if (words.size() > 1 && words.get(0).equals("nameserver")) {
      try {
        resolvers.add(IpAddress.parse(words.get(1)));
      } catch (MalformedException notForUs) {
        return; // an address with a zone is link-local, which no peer may route anyway
      }
    }
  }

  private static byte[] bytes(String hex, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(line);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
