package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.system.WireGuard;
import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Faults of tools, kernel switches, interface and routes. */
final class TunnelFaults {

  private static final String DEV = " dev " + WireGuard.INTERFACE;
  private static final int PORT = 51871;

  private final Patient patient;
  private Optional<DatagramSocket> holder = Optional.empty();

  TunnelFaults(Patient patient) {
    this.patient = patient;
  }

  List<Fault> all() {
    List<Fault> faults = new ArrayList<>(tools());
    faults.addAll(kernel());
    faults.addAll(routes());
    return faults;
  }

  private List<Fault> tools() {
    return List.of(
        Fault.disguised("wg-missing", patient.without("wg")),
        Fault.disguised("nft-missing", patient.without("nft")),
        Fault.disguised("ip-missing", patient.without("ip")),
        Fault.disguised("wireguard-missing", patient.without("wireguard-go")));
  }

  private List<Fault> kernel() {
    return List.of(
        switched("forwarding-v4-off", "net.ipv4.ip_forward"),
        switched("forwarding-v6-off", "net.ipv6.conf.all.forwarding"),
        Fault.of("port-taken", this::takePort, this::givePortBack),
        Fault.of(
            "mtu-too-large",
            () -> patient.run("ip link set mtu 1500" + DEV),
            () -> patient.run("ip link set mtu 1420" + DEV)),
        Fault.of("interface-missing", () -> patient.run("ip link delete" + DEV), patient::heal));
  }

  private Fault switched(String finding, String key) {
    return Fault.of(
        finding,
        () -> patient.run("sysctl -qw " + key + "=0"),
        () -> patient.run("sysctl -qw " + key + "=1"));
  }

  private List<Fault> routes() {
    String remote = patient.remote();
    String inside = remote.replace(".0.0/16", ".5.0/24");
    String own = remote.replace(".0.0/16", ".7.1/24");
    return List.of(
        Fault.of(
            "route-missing",
            () -> patient.run("ip route delete " + remote + DEV),
            () -> patient.run("ip route add " + remote + DEV + " proto 171")),
        both("route-outdone", "ip route %s " + inside + " dev eth0"),
        both("lan-overlaps", "ip address %s " + own + " dev eth0"),
        Fault.of(
            "route-by-rule",
            () -> {
              patient.run("ip route add default dev eth0 table 100");
              patient.run("ip rule add to " + remote + " lookup 100");
            },
            () -> {
              patient.run("ip rule delete to " + remote + " lookup 100");
              patient.run("ip route flush table 100");
            }));
  }

  private Fault both(String finding, String command) {
    return Fault.of(
        finding,
        () -> patient.run(command.formatted("add")),
        () -> patient.run(command.formatted("delete")));
  }

  private void takePort() {
    patient.run("wg set " + WireGuard.INTERFACE + " listen-port 52000");
    holder = Optional.of(patient.store().box().gateway().inside(() -> new DatagramSocket(PORT)));
  }

  private void givePortBack() {
    holder.ifPresent(DatagramSocket::close);
    patient.run("wg set " + WireGuard.INTERFACE + " listen-port " + PORT);
  }
}
