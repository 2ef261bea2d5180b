package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.bench.edge.Scanner.Target;
import io.filigree.systemtests.lab.Lan;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.OpenPorts;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One store's pod tries what another does not export: its LAN, its gateway, its services. The
 * attacker owns its own gateway, so every packet of the pod goes into the tunnel, as itself and
 * behind the gateway's mesh address.
 */
final class Scan implements Act {

  private static final Duration SHOWN = Duration.ofSeconds(60); // drops are read every 30 s
  private static final List<String> RULES =
      List.of("not an exported range", "no service of this machine");

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public void measure(Figures figures) {
    try (Shops shops = Shops.open()) {
      List<Store> stores =
          shops.meshed(List.of(SitePlan.store("victim", 42), SitePlan.store("attacker", 43)));
      Store victim = stores.getFirst();
      Lan lan = victim.box().buildLan();
      shops.answersProbes(lan.machine());
      try (OpenPorts _ = OpenPorts.in(lan.machine(), Scanner.PORTS);
          OpenPorts _ = OpenPorts.in(victim.box().gateway(), Scanner.PORTS);
          OpenPorts _ = OpenPorts.in(victim.box().pod(), Scanner.PORTS)) {
        List<Target> targets = targets(victim, lan);
        fromInside(victim.box(), lan, targets, figures);
        fromOutside(stores.getLast(), victim, targets, figures);
        dropsAreShown(victim, figures);
      }
    }
  }

  private static List<Target> targets(Store victim, Lan lan) {
    SiteBox box = victim.box();
    KubeProxy proxy = new KubeProxy(box);
    return List.of(
        Target.machine("a machine of the LAN", lan.address()),
        Target.machine("the gateway's LAN address", lan.gatewayAddress()),
        Target.machine("the gateway's public address", box.publicAddress()),
        Target.gatewayItself("the gateway's mesh address", victim.tunnelAddress()),
        Target.gatewayItself("the gateway's pod address", box.plan().bridgeAddress()),
        Target.service("the K3s API's service", proxy.service(1, box.plan().bridgeAddress()), 6443),
        Target.service("a service of the LAN", proxy.service(2, lan.address()), 80),
        Target.service("a service of a pod", proxy.service(3, box.podAddress()), 80));
  }

  /** That they are there to be found: the victim's own pod and its LAN find all of them. */
  private static void fromInside(SiteBox victim, Lan lan, List<Target> targets, Figures figures) {
    Set<String> answers = new TreeSet<>();
    answers.addAll(new Scanner(victim.pod(), victim.podAddress()).answers(targets));
    answers.addAll(new Scanner(lan.machine(), lan.address()).answers(targets));
    figures.count(
        "tunnel_scan_inside", hosts(targets, answers), "hosts", Bar.exactly(targets.size()));
  }

  private static long hosts(List<Target> targets, Set<String> answers) {
    return targets.stream()
        .filter(target -> answers.stream().anyMatch(text -> text.startsWith(target + " ")))
        .count();
  }

  private static void fromOutside(
      Store attacker, Store victim, List<Target> targets, Figures figures) {
    forgeRoutes(attacker, victim);
    SiteBox box = attacker.box();
    Scanner scanner = new Scanner(box.pod(), box.podAddress());
    Set<String> answers = new TreeSet<>(scanner.answers(targets));
    asItself(box);
    answers.addAll(scanner.answers(targets));
    answers.forEach(figures::note);
    figures.count("tunnel_scan_probes", scanner.probes(), "probes", Bar.none());
    figures.count("tunnel_scan_answers", hosts(targets, answers), "hosts", Bar.exactly(0));
  }

  /** All that comes from the pod goes to the victim, wherever it wants to. */
  private static void forgeRoutes(Store attacker, Store victim) {
    attacker.edge().kill(); // its client would put this right at once
    SiteBox box = attacker.box();
    String key = WireGuard.publicKey(victim.box()).orElseThrow();
    box.command("wg", "set", WireGuard.INTERFACE, "peer", key, "allowed-ips", "0.0.0.0/0").run();
    box.gateway().sysctl("net.ipv4.conf.all.rp_filter", "0");
    box.gateway().sysctl("net.ipv4.conf." + WireGuard.INTERFACE + ".rp_filter", "0");
    box.gateway().ip("rule add iif cni0 lookup 77");
    box.gateway().ip("route add default dev " + WireGuard.INTERFACE + " table 77");
  }

  /** Its flannel no longer hides the pod behind the gateway. */
  private static void asItself(SiteBox attacker) {
    attacker
        .command(
            "iptables", "-t", "nat", "-I", "POSTROUTING", "-o", WireGuard.INTERFACE, "-j", "ACCEPT")
        .run();
  }

  private static void dropsAreShown(Store victim, Figures figures) {
    Wait.upTo(SHOWN, () -> RULES.stream().allMatch(victim.edge().status()::contains));
    String status = victim.edge().status();
    status.lines().filter(line -> line.contains("dropped")).forEach(figures::note);
    long shown = RULES.stream().filter(status::contains).count();
    figures.count("tunnel_scan_shown", shown, "rules", Bar.exactly(RULES.size()));
  }
}
