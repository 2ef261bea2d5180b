package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.measure.Probes;
import io.filigree.systemtests.measure.SteadyTcp;
import io.filigree.systemtests.measure.TcpReport;
import io.filigree.systemtests.system.Store;
import java.time.Duration;
import java.util.List;

/**
 * A thousand changes to others, one by one, under traffic between two stores that none of them
 * concerns. A change counts when both stores stand at its cursor and their WireGuard and routes are
 * what the documents ask for.
 */
final class Reconfiguration implements Act {

  private static final int CHANGES = 1000;
  private static final long SEED = 20261124;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "reconfiguration";
  }

  @Override
  public void measure(Figures figures) {
    try (Shops shops = Shops.open()) {
      Neighbours neighbours = Neighbours.joining(shops.coordinator(), SEED);
      List<Store> stores =
          shops.meshed(List.of(SitePlan.store("quiet-a", 42), SitePlan.store("quiet-b", 43)));
      awaitApplied(shops, stores, neighbours);
      QuietTunnel quiet = QuietTunnel.in(shops.lab());
      Probes probes = shops.probing(stores);
      quiet.addTo(probes);
      probes.start();
      try (SteadyTcp tcp = betweenPods(stores);
          SteadyTcp control = quiet.tcp()) {
        change(shops, stores, neighbours, figures);
        report(figures, probes.stop(), tcp.stop(), control.stop());
      }
    }
  }

  private static SteadyTcp betweenPods(List<Store> stores) {
    SiteBox a = stores.getFirst().box();
    SiteBox b = stores.getLast().box();
    return SteadyTcp.between(a.pod(), a.podAddress(), b.pod(), b.podAddress());
  }

  private static void change(
      Shops shops, List<Store> stores, Neighbours neighbours, Figures figures) {
    long start = System.nanoTime();
    int applied = 0;
    for (int i = 0; i < CHANGES; i++) {
      neighbours.change();
      applied += awaitApplied(shops, stores, neighbours) ? 1 : 0;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    figures.note("%d changes of seed %d in %.0f s".formatted(CHANGES, SEED, seconds));
    figures.count("reconfigurations_applied", applied, "changes", Bar.exactly(CHANGES));
  }

  private static boolean awaitApplied(Shops shops, List<Store> stores, Neighbours neighbours) {
    String cursor = shops.coordinator().currentCursor();
    return stores.stream()
        .allMatch(store -> {
          Wanted wanted = Wanted.of(shops.coordinator().truth(), store.name());
          return Wait.upTo(
              PATIENCE,
              () ->
                  store.edge().cursor().filter(cursor::equals).isPresent()
                      && wanted.isAt(store.box(), neighbours.residents()));
        });
  }

  private static void report(Figures figures, ProbeReport sent, TcpReport tcp, TcpReport control) {
    figures.count("reconfiguration_lost", sent.lost(), "packets", Bar.exactly(0));
    figures.count("reconfiguration_sent", sent.sent(), "packets", Bar.none());
    figures.add("reconfiguration_longest_gap", sent.excessGap(), "ms", Bar.atMost(30));
    figures.add("reconfiguration_control_gap", sent.controlGap(), "ms", Bar.none());
    figures.count("reconfiguration_tcp_zero", tcp.excessOver(control), "ms", Bar.atMost(100));
    figures.count("reconfiguration_tcp_bytes", tcp.bytes(), "bytes", Bar.atLeast(1_000_000));
  }
}
