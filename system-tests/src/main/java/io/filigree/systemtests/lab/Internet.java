package io.filigree.systemtests.lab;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The public network of a lab: a bridge in a namespace of its own, and one line to the host, where
 * the coordinator runs. Its addresses come from 198.18.0.0/15 (RFC 2544), a /24 that no route of
 * the host touches; the one at the host's end is the only address a lab puts on the host. Its IPv6
 * addresses (2001:2::/48, RFC 5180) exist inside only, and are the same in every lab.
 */
final class Internet {

  // Sites are numbered from 10 up, the bridge is 254.
  private static final int FIRST_OUTSIDER = 150;

  private static final String NET6 = "2001:2:0:1::";
  private static final String ROUTER6 = NET6 + "fe";

  private final String prefix;
  private final String net;
  private final NetworkNamespace namespace;

  private Internet(String prefix, String net, NetworkNamespace namespace) {
    this.prefix = prefix;
    this.net = net;
    this.namespace = namespace;
  }

  static Internet planned(String prefix) {
    return new Internet(prefix, freeNet(prefix.hashCode()), new NetworkNamespace(prefix + "-net"));
  }

  void build() {
    namespace.create();
    // Else bridged packets pass iptables and conntrack, which no internet does.
    namespace.sysctl("net.bridge.bridge-nf-call-iptables", "0");
    namespace.ip(
        "link add br0 type bridge stp_state 0 forward_delay 0",
        "addr add " + net + ".254/24 dev br0",
        "addr add " + ROUTER6 + "/64 dev br0 nodad",
        "link set br0 up");
    String line = hostLine();
    namespace.ip("link add " + line + " type veth peer name " + line + " netns 1");
    namespace.ip("link set " + line + " master br0 up");
    Command.of("ip", "addr", "add", hostAddress() + "/24", "dev", line).run();
    // No address but this one: not even a link-local.
    Command.of("ip", "link", "set", line, "addrgenmode", "none", "up").run();
  }

  private String hostLine() {
    return prefix + "-up";
  }

  /** The line with that number. */
  Uplink line(int number, Families families) {
    return new Uplink() {
      @Override
      public void attach(NetworkNamespace gateway) {
        Internet.this.attach(gateway, number, families);
      }

      @Override
      public void detach() {
        Internet.this.detach(number);
      }

      @Override
      public String address() {
        return openAddresses().getFirst();
      }

      @Override
      public boolean hasIpv4() {
        return families.v4();
      }

      @Override
      public List<String> openAddresses() {
        return switch (families) {
          case V4 -> List.of(Internet.this.address(number));
          case V6 -> List.of(address6(number));
          case BOTH -> List.of(Internet.this.address(number), address6(number));
        };
      }
    };
  }

  /** Gives a site its line and its public addresses. */
  private void attach(NetworkNamespace gateway, int number, Families families) {
    String line = "site" + number;
    namespace.ip(
        "link add " + line + " type veth peer name eth0 netns " + gateway.name(),
        "link set " + line + " master br0 up");
    gateway.ip("link set eth0 up");
    if (families.v4()) {
      gateway.ip(
          "addr add " + address(number) + "/24 dev eth0", "route add default via " + net + ".254");
    }
    if (families.v6()) {
      gateway.ip(
          "addr add " + address6(number) + "/64 dev eth0 nodad",
          "route add default via " + ROUTER6);
    }
  }

  /** Takes a site's line away at once; the kernel would do so in its own time. */
  private void detach(int number) {
    namespace.command("ip", "link", "delete", "site" + number).attempt();
  }

  /** Gives a gateway that has a line another one, which is used when the first is down. */
  void attachSecond(NetworkNamespace gateway, int number) {
    String line = "site" + number;
    namespace.ip(
        "link add " + line + " type veth peer name eth1 netns " + gateway.name(),
        "link set " + line + " master br0 up");
    // Else each line would answer for the other's address.
    gateway.sysctl("net.ipv4.conf.all.arp_ignore", "1");
    gateway.ip(
        "addr add " + address(number) + "/24 dev eth1",
        "link set eth1 up",
        "route add default via " + net + ".254 dev eth1 metric 100");
  }

  /** Gives somebody who is no site a line with several addresses. */
  List<String> attachOutsider(NetworkNamespace outsider, int count) {
    List<String> addresses =
        IntStream.range(0, count).mapToObj(i -> net + "." + (FIRST_OUTSIDER + i)).toList();
    namespace.ip(
        "link add outsider type veth peer name eth0 netns " + outsider.name(),
        "link set outsider master br0 up");
    outsider.ip("link set eth0 up");
    outsider.ip(
        addresses.stream()
            .map(address -> "addr add " + address + "/24 dev eth0")
            .toArray(String[]::new));
    return addresses;
  }

  private String address(int number) {
    return net + "." + (10 + number);
  }

  private static String address6(int number) {
    return NET6 + Integer.toHexString(0x100 + number);
  }

  String hostAddress() {
    return net + ".1";
  }

  void remove() {
    // The kernel takes a namespace apart in its own time; the host's line goes now.
    Command.of("ip", "link", "delete", hostLine()).attempt();
    namespace.remove();
  }

  private static String freeNet(int seed) {
    return IntStream.range(0, 512)
        .map(i -> Math.floorMod(seed + i, 512))
        .mapToObj(i -> (i < 256 ? "198.18." : "198.19.") + i % 256)
        .filter(Internet::untouched)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("198.18.0.0/15 is in use on this machine"));
  }

  private static boolean untouched(String net) {
    return routes("match", net).allMatch(line -> line.startsWith("default"))
        && routes("root", net).findAny().isEmpty();
  }

  private static Stream<String> routes(String which, String net) {
    return Command.of("ip", "-4", "route", "show", "table", "all", "to", which, net + ".0/24")
        .run()
        .lines();
  }
}
