package io.filigree.systemtests.bench.edge;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A machine on which somebody changes what is Filigree's, with the tools that anybody has. */
final class Victim {

  static final String TABLE = "filigree_" + WireGuard.INTERFACE;

  private final Store store;
  private final Store other;

  Victim(Store store, Store other) {
    this.store = store;
    this.other = other;
  }

  /**
   * Until the client tells a heal from what it does itself: it has looked once and found nothing to
   * do.
   */
  void awaitQuiet() {
    Wait.seconds(store + " tells of heals", Duration.ofMinutes(1), this::tellsOfHeals);
  }

  private boolean tellsOfHeals() {
    ip("route del " + otherPods());
    return Wait.upTo(
        Duration.ofSeconds(5),
        () -> store.edge().output().contains("healed what=\"route " + otherPods()));
  }

  Store store() {
    return store;
  }

  private SiteBox box() {
    return store.box();
  }

  String otherPods() {
    return other.box().plan().podRange();
  }

  String otherKey() {
    return WireGuard.publicKey(other.box()).orElseThrow();
  }

  String strangersKey() {
    return WireGuardPrivateKey.generate().publicKey().toBase64();
  }

  void ip(String line) {
    box().gateway().ip(line);
  }

  void wg(String... what) {
    List<String> argv = new ArrayList<>(List.of("wg", "set", WireGuard.INTERFACE));
    argv.addAll(List.of(what));
    box().command(argv.toArray(String[]::new)).run();
  }

  void nft(String line) {
    box().command("nft", "-f", "-").reading(line + "\n").run();
  }

  void sysctl(String key, String value) {
    box().gateway().sysctl(key, value);
  }

  /** The other store's route, with another option. */
  void changeRoute(String option) {
    ip("route change " + otherPods() + " " + ours() + " " + option);
  }

  /** Another route of our protocol number. */
  void addRoute(String range) {
    ip("route add " + range + " " + ours());
  }

  private String ours() {
    String line = show("ip", "route", "show", otherPods());
    String protocol = line.replaceAll("(?s).* proto (\\S+) .*", "$1");
    return "dev " + WireGuard.INTERFACE + " scope link proto " + protocol;
  }

  /** The last rule of what comes out of the tunnel: the one that drops. */
  void deleteRule() {
    String chain = show("nft", "-a", "list", "chain", "inet", TABLE, "from_tunnel");
    String handle =
        chain
            .lines()
            .filter(line -> line.contains(" drop ") && line.contains("# handle "))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .reduce((first, second) -> second)
            .orElseThrow();
    nft("delete rule inet " + TABLE + " from_tunnel handle " + handle);
  }

  /** By {@code kill -9} of what serves it, or where the kernel does by hand. */
  void loseInterface() {
    if (box().gateway().kill("wireguard-go") == 0) {
      ip("link del " + WireGuard.INTERFACE);
    }
  }

  /** Ours are the first two; only their numbers are needed. */
  void deleteForwardRule() {
    List<String> rules =
        show("iptables", "-S", "FORWARD").lines().filter(line -> line.startsWith("-A")).toList();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).contains(WireGuard.INTERFACE)) {
        box().command("iptables", "-D", "FORWARD", Integer.toString(i + 1)).run();
        return;
      }
    }
    throw new IllegalStateException("no rule of ours in FORWARD");
  }

  /**
   * All that Filigree keeps here, as the machine's own tools show it. Where a peer was seen last is
   * not part of it: that is for WireGuard to keep.
   */
  String face() {
    return String.join(
        "\n",
        WireGuard.publicKey(box()).orElse("no key"),
        sorted(WireGuard.peers(box()).stream().map(Victim::shape)),
        sorted(show("wg", "show", WireGuard.INTERFACE, "persistent-keepalive").lines()),
        show("wg", "show", WireGuard.INTERFACE, "listen-port"),
        // The kernel makes up a link-local address of its own for every interface.
        show("ip", "-br", "address", "show", "dev", WireGuard.INTERFACE, "scope", "global"),
        show("ip", "route", "show", "dev", WireGuard.INTERFACE),
        show("ip", "-o", "link", "show", "dev", WireGuard.INTERFACE).replaceAll("^\\d+: ", ""),
        show("nft", "-s", "-t", "list", "table", "inet", TABLE),
        show("nft", "list", "set", "inet", TABLE, "remote4"),
        show("iptables", "-S", "FORWARD"),
        show("sysctl", "net.ipv4.ip_forward"));
  }

  private static String shape(WireGuard.Peer peer) {
    return peer.key() + " " + sorted(peer.allowedIps().stream());
  }

  private static String sorted(Stream<String> lines) {
    return lines.sorted().collect(Collectors.joining("\n"));
  }

  private String show(String... argv) {
    return box().command(argv).attempt().output();
  }
}
