package io.filigree.edge;

import io.filigree.edge.trust.HostFacts;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.net.IpAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.Consumer;

/**
 * Reads what this machine cannot do without: default gateways from {@code /proc/net}, resolvers
 * from {@code resolv.conf}. What cannot be read is not known, and that is all.
 */
final class HostReader {

  private static final Path ROUTES_V4 = Path.of("/proc/net/route");
  private static final Path ROUTES_V6 = Path.of("/proc/net/ipv6_route");
  private static final Path RESOLVERS = Path.of("/etc/resolv.conf");
  private static final String ZERO_V4 = "00000000";
  private static final String ZERO_V6 = "00000000000000000000000000000000";

  private HostReader() {}

  static HostFacts read(List<CoordinatorUrl> urls) {
    List<IpAddress> gateways = new ArrayList<>();
    eachLine(ROUTES_V4, line -> gatewayV4(line, gateways));
    eachLine(ROUTES_V6, line -> gatewayV6(line, gateways));
    List<IpAddress> resolvers = new ArrayList<>();
    eachLine(RESOLVERS, line -> resolver(words(line), resolvers));
    List<IpAddress> coordinators = new ArrayList<>();
    urls.forEach(url -> url.endpoint().address().ifPresent(coordinators::add));
    return new HostFacts(gateways, resolvers, coordinators, List.of());
  }

  /** Columns: interface, destination, gateway, ...; addresses in hex, least byte first. */
  static void gatewayV4(String line, List<IpAddress> gateways) {
    // Ours are ten thousand of these lines at times, and not taken apart.
    if (!line.startsWith(ZERO_V4, line.indexOf('\t') + 1)) {
      return;
    }
    List<String> columns = words(line);
    boolean isDefault = columns.size() > 7 && columns.get(7).equals(ZERO_V4);
    if (isDefault && !columns.get(2).equals(ZERO_V4)) {
      byte[] address = bytes(columns.get(2), 4);
      gateways.add(IpAddress.ofBytes(new byte[] {address[3], address[2], address[1], address[0]}));
    }
  }

  /** Columns: destination, prefix, source, prefix, next hop, ...; addresses in hex. */
  static void gatewayV6(String line, List<IpAddress> gateways) {
    if (!line.startsWith(ZERO_V6)) {
      return;
    }
    List<String> columns = words(line);
    boolean isDefault = columns.size() > 4 && columns.get(1).equals("00");
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

  private static void eachLine(Path file, Consumer<String> taker) {
    if (!Files.exists(file)) {
      return;
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        taker.accept(line);
      }
    } catch (IOException unreadable) {
      return; // what was read so far is better than nothing
    }
  }
}
