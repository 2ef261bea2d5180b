package io.filigree.systemtests.lab;

/**
 * What stands between most sites and the internet: one public address, many machines behind it, and
 * no way in for who was not called.
 */
public final class NatRouter {

  /** How a router chooses the port by which the internet sees a connection. */
  public enum Kind {
    /** The machine's own port, if it is free: the same towards everybody. */
    PLAIN("masquerade"),
    /** Another one for each other end: what one sees is of no use to the next. */
    SYMMETRIC("masquerade random,fully-random");

    private final String rule;

    Kind(String rule) {
      this.rule = rule;
    }
  }

  private static final String NET = "192.168.1";
  private static final int FIRST_MACHINE = 10;

  private final NetworkNamespace namespace;
  private final Kind kind;
  private final Uplink uplink;
  private int machines;

  NatRouter(NetworkNamespace namespace, Kind kind, Uplink uplink) {
    this.namespace = namespace;
    this.kind = kind;
    this.uplink = uplink;
  }

  void build() {
    namespace.create();
    uplink.attach(namespace);
    namespace.ip(
        "link add lan type bridge stp_state 0 forward_delay 0",
        "addr add " + NET + ".1/24 dev lan",
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
        iifname "eth0" ct state new drop
      }
      chain uncalledForward {
        type filter hook forward priority 0; policy accept;
        iifname "eth0" ct state new drop
      }
    }
    """
        .formatted(kind.rule);
  }

  /** A line for one more machine behind it. */
  Uplink nextLine() {
    int machine = FIRST_MACHINE + machines++;
    return new Line("lan" + machine, NET + "." + machine);
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
          "route add default via " + NET + ".1");
    }

    @Override
    public void detach() {
      namespace.command("ip", "link", "delete", name).attempt();
    }

    @Override
    public String address() {
      return uplink.address();
    }
  }

  /** It forgets all its mappings, as after a restart: whoever sends next gets another port. */
  public void rebind() {
    namespace.command("conntrack", "-F").run();
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
