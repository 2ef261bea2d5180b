package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.Lan;
import io.filigree.systemtests.lab.NetworkNamespace;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.OpenPorts;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who owns a whole site scans another one from a pod, with every route and AllowedIP
 * forged: what that site does not export must not answer, nor may any service of its gateway.
 */
final class Scan implements Act {

  private static final List<Integer> PORTS = List.of(22, 80, 6443, 10250);
  private static final int LIMIT_MILLIS = 300;
  private static final Duration SHOWN = Duration.ofSeconds(45);
  private static final String SERVICE = "10.53.0.10";

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public void measure(Figures figures) {
    try (Shops shops = Shops.open()) {
      List<Store> stores =
          shops.meshed(List.of(SitePlan.store("scan-a", 42), SitePlan.store("scan-b", 43)));
      Store attacker = stores.getFirst();
      Store victim = stores.getLast();
      Lan lan = victim.box().buildLan();
      victim.box().gateway().ip("addr add " + SERVICE + "/32 dev lo");
      forge(attacker, victim, lan);
      try (OpenPorts _ = OpenPorts.in(lan.machine(), PORTS);
          OpenPorts _ = OpenPorts.in(victim.box().gateway(), PORTS)) {
        scan(attacker, victim, lan, figures);
      }
      figures.count("tunnel_scan_shown", shown(victim), "rules", Bar.atLeast(1));
      long exported = new Pair(attacker, victim).pods().answered() ? 1 : 0;
      figures.count("tunnel_scan_exported_answers", exported, "hosts", Bar.exactly(1));
    }
  }

  /** Its client would put this right at once, so that is ended first. */
  private static void forge(Store attacker, Store victim, Lan lan) {
    attacker.edge().kill();
    String key = WireGuard.publicKey(victim.box()).orElseThrow();
    List<String> ranges =
        new ArrayList<>(WireGuard.peer(attacker.box(), key).orElseThrow().allowedIps());
    ranges.add(lan.range());
    ranges.add(victim.box().plan().serviceRange());
    attacker
        .box()
        .command(
            "wg", "set", WireGuard.INTERFACE, "peer", key, "allowed-ips", String.join(",", ranges))
        .run();
    for (String range : List.of(lan.range(), victim.box().plan().serviceRange())) {
      attacker.box().gateway().ip("route replace " + range + " dev " + WireGuard.INTERFACE);
    }
  }

  private static void scan(Store attacker, Store victim, Lan lan, Figures figures) {
    NetworkNamespace pod = attacker.box().pod();
    String source = attacker.box().podAddress();
    List<String> guarded = List.of(lan.address(), lan.gatewayAddress(), SERVICE);
    List<String> gateway = List.of(victim.tunnelAddress(), victim.box().plan().bridgeAddress());
    List<String> answering = new ArrayList<>();
    guarded.stream()
        .filter(host -> new Ping(pod, source, host).icmp().isPresent())
        .forEach(host -> answering.add(host + " by ICMP"));
    for (List<String> hosts : List.of(guarded, gateway)) {
      hosts.stream()
          .filter(host -> new Ping(pod, source, host).ask(LIMIT_MILLIS).isPresent())
          .forEach(host -> answering.add(host + " by UDP"));
      hosts.forEach(host -> answering.addAll(connected(pod, host)));
    }
    answering.forEach(figures::note);
    figures.count("tunnel_scan_answers", answering.size(), "hosts", Bar.exactly(0));
    // The same questions from where they may be asked: there is somebody to answer them.
    int atHome = connected(victim.box().pod(), lan.address()).size();
    figures.count("tunnel_scan_control", atHome, "ports", Bar.exactly(PORTS.size()));
  }

  private static List<String> connected(NetworkNamespace from, String host) {
    return PORTS.stream()
        .filter(port -> OpenPorts.connects(from, host, port, LIMIT_MILLIS))
        .map(port -> host + " port " + port)
        .toList();
  }

  /** How many of the rules that dropped it are named in {@code status}. */
  private static long shown(Store victim) {
    List<String> rules = List.of("not an exported range", "no service of this machine");
    Wait.upTo(SHOWN, () -> rules.stream().allMatch(victim.edge().status()::contains));
    return rules.stream().filter(victim.edge().status()::contains).count();
  }
}
