package io.filigree.edge.plan;

import io.filigree.edge.plan.NftTable.Chain;
import io.filigree.edge.plan.NftTable.Hook;
import io.filigree.edge.plan.NftTable.NftSet;
import io.filigree.edge.plan.NftTable.Rule;
import io.filigree.protocol.net.Cidr;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The firewall of a mesh: what the table holds for a desired state, and why. */
final class MeshTable {
  /** Handshake initiations a source may send per second; an honest peer needs one in 5 s. */
  private static final String PER_SOURCE = "limit rate over 5/second burst 10 packets";

  /** For an address that several peers are known to share, such as a carrier's NAT. */
  private static final String PER_SHARED_SOURCE = "limit rate over 100/second burst 200 packets";

  /** From all sources together: spoofed ones cannot be limited one by one. */
  private static final String OVERALL = "limit rate over 2000/second burst 500 packets";

  private static final String NOT_EXPORTED = "not an exported range";

  private static final String NO_SERVICE = "no service of this machine";

  private final InterfaceName name;
  private final int listenPort;
  private final int mtu;

  private MeshTable(InterfaceName name, int listenPort, int mtu) {
    this.name = name;
    this.listenPort = listenPort;
    this.mtu = mtu;
  }

  /**
   * The table a desired state asks for.
   *
   * @param mtu the interface's MTU in bytes
   * @param shared addresses that more than one peer sends from
   */
  static NftTable of(DesiredState desired, int mtu, Collection<Cidr> shared) {
    MeshTable table = new MeshTable(desired.name(), desired.listenPort(), mtu);
    List<NftSet> sets =
        Stream.of(
                interval("local", desired.local()),
                interval("exported", desired.exported()),
                interval("remote", desired.routes().keySet()),
                interval("shared", shared),
                meters("initiations"),
                meters("shared_initiations"))
            .flatMap(List::stream)
            .toList();
    return new NftTable(NftTable.nameFor(desired.name()), sets, table.chains());
  }

  private static List<NftSet> interval(String name, Collection<Cidr> ranges) {
    return List.of(
        new NftSet(name + 4, "ipv4_addr", false, ranges.stream().filter(Cidr::isV4).toList()),
        new NftSet(name + 6, "ipv6_addr", false, ranges.stream().filter(r -> !r.isV4()).toList()));
  }

  private static List<NftSet> meters(String name) {
    return List.of(
        new NftSet(name + 4, "ipv4_addr", true, List.of()),
        new NftSet(name + 6, "ipv6_addr", true, List.of()));
  }

  private List<Chain> chains() {
    return List.of(
        initiation(),
        prerouting(),
        postrouting(),
        clamp(),
        fromTunnel(),
        forward(),
        toHost(),
        input());
  }

  private Chain initiation() {
    return called(
        "initiation",
        meter("ip saddr != @shared4", "initiations4", "ip saddr", PER_SOURCE),
        meter("ip saddr @shared4", "shared_initiations4", "ip saddr", PER_SHARED_SOURCE),
        // One IPv6 source owns a /64, so that is what is counted.
        meter("ip6 saddr != @shared6", "initiations6", subnet64(), PER_SOURCE),
        meter("ip6 saddr @shared6", "shared_initiations6", subnet64(), PER_SHARED_SOURCE),
        new Rule(OVERALL + " counter drop", "too many handshakes in all"));
  }

  private static Rule meter(String match, String set, String key, String limit) {
    return new Rule(
        "%s update @%s { %s %s } counter drop".formatted(match, set, key, limit),
        "too many handshakes from one source");
  }

  private static String subnet64() {
    return "ip6 saddr & ffff:ffff:ffff:ffff::";
  }

  private Chain prerouting() {
    // The first byte of a WireGuard message is its type: 1 starts a handshake, 4 is data, which is
    // never limited. Priority raw: a flood must not fill the connection table either.
    return at(
        new Hook("filter", "prerouting", -300),
        new Rule(
            "udp dport %d @th,64,8 0x01 jump initiation".formatted(listenPort),
            "handshakes are limited"));
  }

  private Chain postrouting() {
    // To claim a connection with its own address keeps every later NAT chain off it; an accept
    // would
    // end only this chain, and flannel's or kube-proxy's masquerading would still follow at 100.
    return at(
        new Hook("nat", "postrouting", 95),
        identity("ip", 4, "local", "remote"),
        identity("ip", 4, "remote", "local"),
        identity("ip6", 6, "local", "remote"),
        identity("ip6", 6, "remote", "local"));
  }

  private static Rule identity(String protocol, int version, String from, String to) {
    return new Rule(
        "%1$s saddr @%3$s%2$d %1$s daddr @%4$s%2$d snat %1$s to %1$s saddr"
            .formatted(protocol, version, from, to),
        "keep the source address");
  }

  private Chain clamp() {
    String syn = "tcp flags & (syn | rst) == syn";
    String set = "tcp option maxseg size set";
    // Out of the tunnel the route's MTU would be the pod network's, so the tunnel's is given: less
    // 40 bytes of IPv4 and TCP header, or 60. The kernel only ever lowers the option.
    return new Chain(
        "clamp",
        Optional.of(new Hook("filter", "forward", -150)),
        List.of(
            new Rule(to() + syn + " " + set + " rt mtu", "segments fit the tunnel"),
            clampFrom("ipv4", syn + " " + set, mtu - 40),
            clampFrom("ipv6", syn + " " + set, mtu - 60)));
  }

  private Rule clampFrom(String protocol, String set, int size) {
    return new Rule(
        from() + "meta nfproto %s %s %d".formatted(protocol, set, size), "segments fit the tunnel");
  }

  private Chain forward() {
    return at(
        new Hook("filter", "forward", -5),
        new Rule(from() + "jump from_tunnel", "what comes out of the tunnel"));
  }

  private Chain fromTunnel() {
    return called(
        "from_tunnel",
        established(),
        translated("ip daddr", "exported4", NOT_EXPORTED),
        translated("ip6 daddr", "exported6", NOT_EXPORTED),
        new Rule("ip daddr @exported4 accept", "exported ranges"),
        new Rule("ip6 daddr @exported6 accept", "exported ranges"),
        new Rule("counter drop", NOT_EXPORTED));
  }

  /**
   * What was asked for counts as much as where it leads: kube-proxy and others turn the address of
   * a service, which is not exported, into a pod's, which is.
   */
  private static Rule translated(String address, String set, String comment) {
    return new Rule("ct original %s != @%s counter drop".formatted(address, set), comment);
  }

  private Chain input() {
    return at(
        new Hook("filter", "input", -5),
        new Rule(from() + "jump to_host", "what comes out of the tunnel for this machine"));
  }

  /**
   * The gateway itself answers pings, its own connections' replies and other edge clients, nothing
   * else: a shop's SSH, kubelet or K3s API must not be open to every other shop because a tunnel
   * came up.
   */
  private Chain toHost() {
    return called(
        "to_host",
        established(),
        translated("ip daddr", "local4", NO_SERVICE),
        translated("ip6 daddr", "local6", NO_SERVICE),
        new Rule("ip daddr @local4 icmp type echo-request accept", "pings"),
        new Rule("ip6 daddr @local6 icmpv6 type echo-request accept", "pings"),
        new Rule("ip daddr @local4 " + echo(), "edge clients"),
        new Rule("ip6 daddr @local6 " + echo(), "edge clients"),
        new Rule("counter drop", NO_SERVICE));
  }

  private String echo() {
    return "udp dport %d accept".formatted(EchoPort.beside(listenPort));
  }

  private static Rule established() {
    return new Rule("ct state established,related accept", "replies");
  }

  private String from() {
    return "iifname \"" + name + "\" ";
  }

  private String to() {
    return "oifname \"" + name + "\" ";
  }

  private static Chain at(Hook hook, Rule... rules) {
    return new Chain(hook.point(), Optional.of(hook), List.of(rules));
  }

  private static Chain called(String name, Rule... rules) {
    return new Chain(name, Optional.empty(), List.of(rules));
  }
}
