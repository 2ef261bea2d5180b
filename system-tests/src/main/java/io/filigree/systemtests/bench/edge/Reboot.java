package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Boxes lose power while the coordinator is dead and no name can be resolved. Each of three stores
 * in turn: who moves first depends on the keys, and one of them has the largest.
 */
final class Reboot implements Act {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "reboot";
  }

  @Override
  public void measure(Figures figures) {
    try (Shops shops = Shops.open()) {
      List<Store> stores =
          shops.meshed(
              List.of(
                  SitePlan.store("boot-a", 42),
                  SitePlan.store("boot-b", 43),
                  SitePlan.store("boot-c", 44)));
      shops.coordinator().close();
      List<Double> seconds = new ArrayList<>();
      for (Store store : stores) {
        List<Pair> ways = ways(store, stores);
        List<String> routes = routes(store, stores);
        shops.reboot(store);
        seconds.add(comesBack(store, ways, routes));
      }
      figures.note("each store in turn: " + seconds + " s");
      figures.add("reboot_without_coordinator", Figures.worst(seconds), "s", Bar.atMost(5));
    }
  }

  private static List<Pair> ways(Store store, List<Store> stores) {
    return Pair.of(stores).stream().filter(pair -> pair.from().equals(store)).toList();
  }

  /** What the store must have a route to: pods and tunnel addresses of the others. */
  private static List<String> routes(Store store, List<Store> stores) {
    List<String> routes = new ArrayList<>();
    for (Store other : stores) {
      if (!other.equals(store)) {
        routes.add(other.box().plan().podRange() + " dev ");
        routes.add(other.tunnelAddress() + " dev ");
      }
    }
    return routes;
  }

  /** From the start of the process until all others answer and all routes stand. */
  private static double comesBack(Store store, List<Pair> ways, List<String> routes) {
    if (!WireGuard.configuration(store.box()).startsWith("no interface")) {
      throw new IllegalStateException(store + " has an interface right after it booted");
    }
    long start = System.nanoTime();
    store.edge().run();
    for (Pair way : ways) {
      Wait.seconds(way + " is answered", PATIENCE, () -> way.pods().ask(50).isPresent());
    }
    Wait.seconds(
        store + " has its routes",
        PATIENCE,
        () -> routes.stream().allMatch(WireGuard.routes(store.box())::contains));
    return (System.nanoTime() - start) / 1e9;
  }
}
