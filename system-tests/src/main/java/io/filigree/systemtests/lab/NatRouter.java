package io.filigree.systemtests.lab;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What stands between most sites and the internet: one public address, many machines behind it, and
 * no way in for who was not called.
 */
public final class NatRouter {

  /** How a router chooses the port by which the internet sees a connection. */
  public enum Kind {
    /** The machine's own port, if it is free: the same towards everybody. */
    PLAIN("masquerade", "drop", ""),
    /** Another one for each other end: what one sees is of no use to the next. */
    SYMMETRIC("masquerade random,fully-random", "drop", ""),
    /**
     * As plain, but who was not called is told that nobody is there. The router remembers whom it
     * told so, and gives a machine behind it that calls the same end another port.
     */
    ANSWERING("masquerade", "accept", ""),
    /** As plain, and machines behind it reach each other at the ports where the internet does. */
    HAIRPIN("masquerade", "drop", TURN_BACK);

    private final String rule;
    private final String uncalled;
    private final String more;

    Kind(String rule, String uncalled, String more) {
      this.rule = rule;
      this.uncalled = uncalled;
      this.more = more;
    }
  }

  static final String HOME = "192.168.1";

  /** Between a carrier and its customers' routers (RFC 6598). */
  static final String CARRIER = "100.64.0";

  private static final int FIRST_MACHINE = 10;
  private static final int MOST_MACHINES = 8;

  // The kernel has no word for it; as each machine has its own port, the same can be said in rules.
  private static final String TURN_BACK =
      """
      table ip turn {
        map machines {
          type inet_service : ipv4_addr
          elements = { {machines} }
        }
        chain in {
          type nat hook prerouting priority dstnat; policy accept;
          iifname "lan" ip daddr {address} meta l4proto udp dnat to udp dport map @machines
        }
        chain out {
          type nat hook postrouting priority srcnat; policy accept;
          oifname "lan" ct status dnat snat to {address}
        }
      }
      """;

  private final NetworkNamespace namespace;
  private final Kind kind;
  private final String net;
  private final Uplink uplink;
  private int machines;

  /** A router with machines in {@code net}, a /24. */
  NatRouter(NetworkNamespace namespace, Kind kind, String net, Uplink uplink) {
    this.namespace = namespace;
    this.kind = kind;
    this.net = net;
    this.uplink = uplink;
  }

  void build() {
    namespace.create();
    uplink.attach(namespace);
    namespace.ip(
        "link add lan type bridge stp_state 0 forward_delay 0",
        "addr add " + net + ".1/24 dev lan",
        "link set lan up");
    namespace.sysctl("net.bridge.bridge-nf-call-iptables", "0");
    namespace.sysctl("net.ipv4.ip_forward", "1");
    namespace.command("nft", "-f", "-").reading(rules()).run();
  }

  private String rules() {
    return """
    table ip nat {
      chain out {
        type nat hook postrouting priority srcnat; policy accept;
        oifname "eth0" %s
      }
      chain uncalled {
        type filter hook input priority 0; policy accept;
        iifname "eth0" ct state new %s
      }
      chain uncalledForward {
        type filter hook forward priority 0; policy accept;
        iifname "eth0" ct state new drop
      }
    }
    """
            .formatted(kind.rule, kind.uncalled)
        + kind.more.replace("{address}", uplink.address()).replace("{machines}", portsOfMachines());
  }

  private String portsOfMachines() {
    return IntStream.range(0, MOST_MACHINES)
        .mapToObj(machine -> portOf(machine) + " : " + addressOf(machine))
        .collect(Collectors.joining(", "));
  }

  private static int portOf(int machine) {
    return SitePlan.USUAL_PORT + machine;
  }

  private String addressOf(int machine) {
    return net + "." + (FIRST_MACHINE + machine);
  }

  /** A port that no other machine behind it has. */
  int nextPort() {
    return portOf(machines);
  }

  /** From now on a mapping is forgotten that was not used for so long. */
  void forgetAfter(Duration silence) {
    String seconds = Long.toString(silence.toSeconds());
    namespace.sysctl("net.netfilter.nf_conntrack_udp_timeout", seconds);
    namespace.sysctl("net.netfilter.nf_conntrack_udp_timeout_stream", seconds);
  }

  /** A line for one more machine behind it. */
  Uplink nextLine() {
    int machine = machines++;
    return new Line("lan" + machine, addressOf(machine));
  }

  private final class Line implements Uplink {
    private final String name;
    private final String ownAddress;

    Line(String name, String ownAddress) {
      this.name = name;
      this.ownAddress = ownAddress;
    }

    @Override
    public void attach(NetworkNamespace gateway) {
      namespace.ip(
          "link add " + name + " type veth peer name eth0 netns " + gateway.name(),
          "link set " + name + " master lan up");
      gateway.ip(
          "addr add " + ownAddress + "/24 dev eth0",
          "link set eth0 up",
          "route add default via " + net + ".1");
    }

    @Override
    public void detach() {
      namespace.command("ip", "link", "delete", name).attempt();
    }

    @Override
    public String address() {
      return uplink.address();
    }

    @Override
    public boolean hasIpv4() {
      return true;
    }

    @Override
    public List<String> openAddresses() {
      return List.of();
    }
  }

  /** It forgets all its mappings, as after a restart: whoever sends next gets another port. */
  public void rebind() {
    namespace.command("conntrack", "-F").run();
  }

  /** For how many seconds more it remembers, at most. */
  int longestMapping() {
    return mappings()
        .map(line -> line.strip().split(" +"))
        .mapToInt(words -> Integer.parseInt(words[2])) // udp 17 SECONDS src=...
        .max()
        .orElse(0);
  }

  /** Whether it remembers anybody at all. */
  boolean remembers() {
    return mappings().findAny().isPresent();
  }

  private Stream<String> mappings() {
    String known = namespace.command("conntrack", "-L", "-p", "udp").run();
    return known.lines().filter(line -> line.startsWith("udp")); // a last line counts them
  }

  /** The address that all behind it share. */
  public String address() {
    return uplink.address();
  }

  void remove() {
    namespace.remove();
    uplink.detach();
  }
}
