package io.filigree.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * One store: a gateway with a way to the internet, the bridge that K3s calls {@code cni0},
 * flannel's masquerading, and a pod behind it. The gateway has a {@code /run} of its own, for a
 * WireGuard in user space is configured through a socket there and would otherwise be shared by all
 * sites.
 */
public final class SiteBox {

  // `ip netns exec` gives each command a mount namespace of its own, so the binds never leak out.
  // Names are resolved by a server that is not there: a site must not need one.
  private static final String PRIVATE_FOLDERS =
      """
      [ -e /etc/hosts ] && mount --bind "$0/etc/hosts" /etc/hosts
      [ -e /etc/resolv.conf ] && mount --bind "$0/etc/resolv.conf" /etc/resolv.conf
      [ -d /etc/wireguard ] && mount --bind "$0/etc/wireguard" /etc/wireguard
      mount --bind "$0/run" /run && exec "$@"
      """;

  private final SitePlan plan;
  private final Uplink uplink;
  private final Path directory;
  private final NetworkNamespace gateway;
  private final NetworkNamespace pod;
  private final Deque<Runnable> endings = new ArrayDeque<>();

  SiteBox(SitePlan plan, String prefix, Uplink uplink, Path directory) {
    this.plan = plan;
    this.uplink = uplink;
    this.directory = directory;
    this.gateway = new NetworkNamespace(prefix + "-" + plan.name());
    this.pod = new NetworkNamespace(prefix + "-" + plan.name() + "-pod");
  }

  void build() {
    Folder.create(directory.resolve("run/wireguard"));
    Folder.create(directory.resolve("etc/wireguard"));
    Folder.write(directory.resolve("etc/resolv.conf"), "nameserver 127.0.0.1\n");
    if (!Files.exists(hosts())) {
      forgetNames();
    }
    gateway.create();
    pod.create();
    uplink.attach(gateway);
    buildPodNetwork();
    command("iptables-restore").reading(Flannel.rules(plan)).run();
    if (plan.dualStack()) {
      buildPodNetwork6();
    }
  }

  private void buildPodNetwork6() {
    gateway.ip("addr add " + plan.bridgeAddress6() + "/64 dev cni0 nodad");
    pod.ip(
        "addr add " + plan.podAddress6() + "/64 dev eth0 nodad",
        "route add default via " + plan.bridgeAddress6());
    command("ip6tables-restore").reading(Flannel.rules6(plan)).run();
  }

  private void buildPodNetwork() {
    gateway.ip(
        "link add cni0 type bridge forward_delay 0",
        "addr add " + plan.bridgeAddress() + "/24 dev cni0",
        "link add pod type veth peer name eth0 netns " + pod.name(),
        "link set pod master cni0 up",
        "link set cni0 up");
    pod.ip(
        "addr add " + plan.podAddress() + "/24 dev eth0",
        "link set eth0 up",
        "route add default via " + plan.bridgeAddress());
    gateway.sysctl("net.bridge.bridge-nf-call-iptables", "1");
    // Forwarding is for the edge client to switch on.
    gateway.sysctl("net.ipv4.ip_forward", "0");
  }

  void reboot() {
    pod.remove();
    gateway.remove();
    uplink.detach();
    Folder.delete(run());
    build();
  }

  /** From now on the site can resolve this name, as if its name server worked. */
  public void learnName(String name, String address) {
    try {
      Files.writeString(hosts(), address + " " + name + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on no name can be resolved any more. */
  public void forgetNames() {
    Folder.write(hosts(), "127.0.0.1 localhost\n");
  }

  private Path hosts() {
    return directory.resolve("etc/hosts");
  }

  /** Builds a network behind the gateway, where the shop's own machines are. */
  public Lan buildLan() {
    Lan lan = new Lan(new NetworkNamespace(gateway.name() + "-lan"));
    endings.push(lan::remove);
    lan.build(gateway);
    return lan;
  }

  /** Puts a small disk where the folder is; for what happens when a disk is full. */
  public SmallDisk smallDisk(Path folder) {
    SmallDisk disk = new SmallDisk(folder);
    endings.push(disk::remove);
    disk.mount();
    return disk;
  }

  public SitePlan plan() {
    return plan;
  }

  public String name() {
    return plan.name();
  }

  public NetworkNamespace gateway() {
    return gateway;
  }

  public NetworkNamespace pod() {
    return pod;
  }

  public String podAddress() {
    return plan.podAddress();
  }

  /** Where the internet sees it: its own address, or its router's. */
  public String publicAddress() {
    return uplink.address();
  }

  /** Whether it has a way to the internet by IPv4. */
  public boolean hasIpv4() {
    return uplink.hasIpv4();
  }

  /** The addresses at which anybody reaches it; none behind NAT. */
  public List<String> openAddresses() {
    return uplink.openAddresses();
  }

  /** That port at each of them. */
  public List<String> openEndpoints(int port) {
    return openAddresses().stream()
        .map(address -> (address.contains(":") ? "[" + address + "]:" : address + ":") + port)
        .toList();
  }

  /** The site's own disk. */
  public Path directory() {
    return directory;
  }

  /** The site's own {@code /run}, seen from outside. */
  public Path run() {
    return directory.resolve("run");
  }

  /** A command on the gateway, with the gateway's own folders. */
  public Command command(String... argv) {
    return Command.of(inside(argv));
  }

  /** The words that run a program on the gateway; the process id is the program's own. */
  public List<String> inside(String... argv) {
    List<String> all =
        new ArrayList<>(
            List.of("ip", "netns", "exec", gateway.name(), "sh", "-c", PRIVATE_FOLDERS));
    all.add(directory.toString());
    all.addAll(Arrays.asList(argv));
    return all;
  }

  void remove() {
    pod.remove();
    gateway.remove();
    endings.forEach(Runnable::run);
    Folder.delete(directory);
  }

  @Override
  public String toString() {
    return plan.name();
  }
}
