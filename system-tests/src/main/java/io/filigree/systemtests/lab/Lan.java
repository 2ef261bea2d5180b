package io.filigree.systemtests.lab;

/** A shop's own network behind its gateway, with one machine in it. No site exports it. */
public final class Lan {

  private static final String NET = "192.168.77";

  private final NetworkNamespace machine;

  Lan(NetworkNamespace machine) {
    this.machine = machine;
  }

  void build(NetworkNamespace gateway) {
    machine.create();
    gateway.ip(
        "link add lan0 type veth peer name eth0 netns " + machine.name(),
        "addr add " + gatewayAddress() + "/24 dev lan0",
        "link set lan0 up");
    machine.ip(
        "addr add " + address() + "/24 dev eth0",
        "link set eth0 up",
        "route add default via " + gatewayAddress());
  }

  /** The machine in it. */
  public NetworkNamespace machine() {
    return machine;
  }

  public String range() {
    return NET + ".0/24";
  }

  /** The machine's address. */
  public String address() {
    return NET + ".10";
  }

  /** The gateway's own address in it. */
  public String gatewayAddress() {
    return NET + ".1";
  }

  void remove() {
    machine.remove();
  }
}
