package io.filigree.systemtests.system;

import io.filigree.systemtests.lab.SiteBox;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code wg show} and {@code ip route} say at a site: the truth, whoever else claims what. */
public final class WireGuard {

  public static final String INTERFACE = "filigree0";

  private WireGuard() {}

  /**
   * One peer as the kernel, or wireguard-go, has it.
   *
   * @param key in base64
   * @param handshake in seconds since 1970, 0 for never
   */
  public record Peer(String key, String endpoint, Set<String> allowedIps, long handshake) {}

  /** The peers of the site's interface; none if there is no interface. */
  public static List<Peer> peers(SiteBox site) {
    return dump(site).stream().skip(1).map(WireGuard::peer).toList();
  }

  /** The peer with this key. */
  public static Optional<Peer> peer(SiteBox site, String key) {
    return peers(site).stream().filter(peer -> peer.key().equals(key)).findFirst();
  }

  /** The site's own public key in base64. */
  public static Optional<String> publicKey(SiteBox site) {
    return dump(site).stream().findFirst().map(fields -> fields[1]);
  }

  /** The interface's own IPv4 address. */
  public static String address(SiteBox site) {
    String shown =
        site.command("ip", "-br", "-4", "address", "show", "dev", INTERFACE).run().strip();
    String address = shown.substring(shown.lastIndexOf(' ') + 1);
    return address.substring(0, address.indexOf('/'));
  }

  /** Everything about the interface that Filigree configures, as text to compare. */
  public static String configuration(SiteBox site) {
    String peers =
        peers(site).stream()
            .map(peer -> peer.key() + " " + peer.endpoint() + " " + sorted(peer.allowedIps()))
            .sorted()
            .collect(Collectors.joining("\n"));
    return String.join(
        "\n",
        publicKey(site).orElse("no interface"),
        peers,
        routes(site),
        site.command("ip", "-br", "address", "show", "dev", INTERFACE).attempt().output());
  }

  /** The routes through the site's interface, and the unreachable ones. */
  public static String routes(SiteBox site) {
    return site.command("ip", "route", "show", "table", "all")
        .run()
        .lines()
        .filter(line -> line.contains("dev " + INTERFACE) || line.startsWith("unreachable"))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String sorted(Set<String> words) {
    return words.stream().sorted().collect(Collectors.joining(","));
  }

  private static List<String[]> dump(SiteBox site) {
    var shown = site.command("wg", "show", INTERFACE, "dump").attempt();
    return shown.succeeded()
        ? shown.output().lines().map(line -> line.split("\t")).toList()
        : List.of();
  }

  // public key, preshared key, endpoint, allowed ips, latest handshake, rx, tx, keepalive
  private static Peer peer(String[] fields) {
    return new Peer(
        fields[0],
        fields[2],
        Arrays.stream(fields[3].split(",")).collect(Collectors.toUnmodifiableSet()),
        Long.parseLong(fields[4]));
  }
}
