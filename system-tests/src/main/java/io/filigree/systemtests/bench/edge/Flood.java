package io.filigree.systemtests.bench.edge;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.systemtests.lab.Outsider;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.measure.Probes;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.util.ArrayList;
import java.util.List;

/**
 * A stranger sends 20,000 handshake initiations a second that look right from outside (mac1 fits),
 * from one address and from fifty. What has a tunnel must not notice, and a new peer must get one.
 */
final class Flood implements Act {

  private static final int HANDSHAKES = 5;
  private static final int SOURCES = 50;
  private static final int LIMIT_MILLIS = 6_000;

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
      Store victim = stores.get(1);
      Store newcomer = stores.get(2);
      newcomer.edge().kill(); // it would mend what is done there
      Outsider stranger = shops.lab().outsider(SOURCES);
      Probes probes = shops.probing(List.of(stores.getFirst(), victim));
      probes.start();
      List<Double> medians = new ArrayList<>();
      for (int sources : List.of(1, SOURCES)) {
        medians.add(handshakes(stranger, sources, victim, newcomer, figures));
      }
      ProbeReport sent = probes.stop();
      figures.add("flood_new_handshake", Figures.worst(medians), "s", Bar.atMost(0.1));
      figures.count("flood_lost", sent.lost(), "packets", Bar.exactly(0));
      figures.count("flood_sent", sent.sent(), "packets", Bar.none());
    }
  }

  private static double handshakes(
      Outsider stranger, int sources, Store victim, Store newcomer, Figures figures) {
    String key = WireGuard.publicKey(victim.box()).orElseThrow();
    WireGuard.Peer known = WireGuard.peer(newcomer.box(), key).orElseThrow();
    List<Double> seconds = new ArrayList<>();
    try (Initiations flood =
        Initiations.at(
            victim.box().publicAddress(),
            WireGuardPublicKey.parseBase64(key),
            stranger.namespace(),
            stranger.addresses().subList(0, sources))) {
      for (int i = 0; i < HANDSHAKES; i++) {
        seconds.add(handshake(newcomer, victim, known));
      }
      double rate = flood.stop();
      figures.note(
          "from "
              + sources
              + " sources: "
              + seconds.stream().map("%.3f"::formatted).toList()
              + " s");
      figures.add("flood_rate_" + sources, rate, "initiations/s", Bar.atLeast(18_000));
    }
    return Figures.median(seconds);
  }

  /** Until a new peer's first packet is answered, the handshake before it included. */
  private static double handshake(Store from, Store to, WireGuard.Peer peer) {
    from.box().command("wg", "set", WireGuard.INTERFACE, "peer", peer.key(), "remove").run();
    from.box()
        .command(
            "wg",
            "set",
            WireGuard.INTERFACE,
            "peer",
            peer.key(),
            "endpoint",
            peer.endpoint(),
            "allowed-ips",
            String.join(",", peer.allowedIps()))
        .run();
    return new Pair(from, to)
        .pods()
        .ask(LIMIT_MILLIS)
        .map(Ping.Answer::millis)
        .map(millis -> millis / 1e3)
        .orElse(LIMIT_MILLIS / 1e3);
  }
}
