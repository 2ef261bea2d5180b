package io.filigree.systemtests.demo;

import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A fourth store joins and is removed again, five times, while all others talk. */
final class FourthStore {

  private static final int ROUNDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Stage stage;
  private final ThreeStores others;
  private final Mesh mesh;
  private final List<Double> joins = new ArrayList<>();
  private final List<Double> removals = new ArrayList<>();

  FourthStore(Stage stage, ThreeStores others) {
    this.stage = stage;
    this.others = others;
    this.mesh = others.mesh();
  }

  void measure(Figures figures) {
    others.startProbes();
    for (int round = 0; round < ROUNDS; round++) {
      comeAndGo(SitePlan.store("store-" + (char) ('d' + round), 45 + round));
    }
    ProbeReport report = stage.probes().stop();
    figures.add("join_to_first_ping", Figures.median(joins), "s", Bar.atMost(3));
    figures.count("join_lost", report.lost(), "packets", Bar.exactly(0));
    figures.add("join_longest_gap", report.excessGap(), "ms", Bar.atMost(30));
    figures.add("join_control_gap", report.controlGap(), "ms", Bar.none());
    figures.count("join_sent", report.sent(), "packets", Bar.none());
    figures.add("removal_gone_after", Figures.worst(removals), "s", Bar.atMost(2));
  }

  private void comeAndGo(SitePlan plan) {
    Store fourth = stage.build(plan);
    String token = mesh.token(fourth.name());
    long start = System.nanoTime();
    fourth.edge().join(token).run();
    Pair first = new Pair(fourth, others.stores().getFirst());
    Wait.seconds(first + " is answered", PATIENCE, () -> first.pods().ask(50).isPresent());
    joins.add((System.nanoTime() - start) / 1e9);
    removals.add(remove(fourth));
    stage.demolish(fourth);
  }

  private double remove(Store store) {
    String key = WireGuard.publicKey(store.box()).orElseThrow();
    String tunnel = store.tunnelAddress();
    for (Store other : others.stores()) {
      Wait.seconds(other + " knows " + store, PATIENCE, () -> holds(other, key));
    }
    mesh.remove(store.name());
    return Wait.seconds(
        store + " is gone everywhere",
        PATIENCE,
        () ->
            others.stores().stream()
                .noneMatch(other -> holds(other, key) || routes(other, store, tunnel)));
  }

  private static boolean holds(Store other, String key) {
    return WireGuard.peer(other.box(), key).isPresent();
  }

  private static boolean routes(Store other, Store store, String tunnel) {
    String routes = WireGuard.routes(other.box());
    return routes.contains(store.box().plan().podRange()) || routes.contains(tunnel + " ");
  }
}
