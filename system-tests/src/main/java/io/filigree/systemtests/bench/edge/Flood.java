package io.filigree.systemtests.bench.edge;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.Outsider;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.measure.Probes;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A stranger sends 20,000 handshake initiations a second, from one address and from fifty, knowing
 * the gateway's public key and not. What has a tunnel must not notice, and a new peer must get one.
 */
final class Flood implements Act {

  private static final int HANDSHAKES = 5;
  private static final int SOURCES = 50;
  private static final int LIMIT_MILLIS = 6_000;
  private static final Duration PAUSE = Duration.ofMillis(500); // an honest source may send 5/s

  private final List<Double> medians = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();

  @Override
  public String name() {
    return "flood";
  }

  @Override
  public void measure(Figures figures) {
    try (Shops shops = Shops.open()) {
      List<Store> stores =
          shops.meshed(
              List.of(
                  SitePlan.store("flood-a", 42),
                  SitePlan.store("flood-b", 43),
                  SitePlan.store("flood-c", 44)));
      stores.get(2).edge().kill(); // it would mend what is done there
      Outsider stranger = shops.lab().outsider(SOURCES);
      Probes probes = shops.probing(stores.subList(0, 2));
      probes.start();
      Backlog backlog = new Backlog();
      for (int sources : List.of(1, SOURCES)) {
        flood(stranger, sources, stores, figures);
      }
      report(figures, probes.stop(), backlog);
    }
  }

  private void flood(Outsider stranger, int sources, List<Store> stores, Figures figures) {
    WireGuardPublicKey own =
        WireGuardPublicKey.parseBase64(WireGuard.publicKey(stores.get(1).box()).orElseThrow());
    WireGuardPublicKey other = WireGuardPrivateKey.generate().publicKey();
    flood(stranger, sources, own, stores, figures);
    flood(stranger, sources, other, stores, figures);
  }

  private void flood(
      Outsider stranger,
      int sources,
      WireGuardPublicKey mac1,
      List<Store> stores,
      Figures figures) {
    Store victim = stores.get(1);
    List<Double> seconds = new ArrayList<>();
    try (Initiations flood =
        Initiations.at(
            victim.box().publicAddress(),
            mac1,
            stranger.namespace(),
            stranger.addresses().subList(0, sources))) {
      for (int i = 0; i < HANDSHAKES; i++) {
        Wait.upTo(PAUSE, () -> false);
        seconds.add(handshake(stores.get(2), victim));
      }
      rates.add(flood.stop());
    }
    medians.add(Figures.median(seconds));
    String shown = String.join(", ", seconds.stream().map("%.3f"::formatted).toList());
    figures.note("sources: " + sources + ", handshakes: " + shown + " s");
  }

  /** Until a new peer's first packet is answered, the handshake before it included. */
  private static double handshake(Store from, Store to) {
    String key = WireGuard.publicKey(to.box()).orElseThrow();
    WireGuard.Peer peer = WireGuard.peer(from.box(), key).orElseThrow();
    String ranges = String.join(",", peer.allowedIps());
    set(from, "peer", key, "remove");
    set(from, "peer", key, "endpoint", peer.endpoint(), "allowed-ips", ranges);
    return new Pair(from, to)
            .pods()
            .ask(LIMIT_MILLIS)
            .map(Ping.Answer::millis)
            .orElse((double) LIMIT_MILLIS)
        / 1e3;
  }

  private static void set(Store store, String... what) {
    List<String> argv = new ArrayList<>(List.of("wg", "set", WireGuard.INTERFACE));
    argv.addAll(List.of(what));
    store.box().command(argv.toArray(String[]::new)).run();
  }

  private void report(Figures figures, ProbeReport sent, Backlog backlog) {
    double slowest = rates.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    figures.add("flood_rate", slowest, "initiations/s", Bar.atLeast(20_000));
    figures.add("flood_new_handshake", Figures.worst(medians), "s", Bar.atMost(0.1));
    figures.count("flood_lost", sent.lost(), "packets", Bar.exactly(0));
    figures.count("flood_sent", sent.sent(), "packets", Bar.none());
    figures.note("dropped by the kernel's own queue: " + backlog.dropped() + " packets");
  }
}
