package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Five stores, each behind a NAT of its own: every two of them begin to talk, through the relay,
 * and find the direct way while the coordinator is dead.
 */
final class Holes implements Act {

  private static final int STORES = 5;

  private final List<Double> seconds = new ArrayList<>();
  private final List<Double> lost = new ArrayList<>();

  @Override
  public String name() {
    return "nat-nat";
  }

  @Override
  public void measure(Figures figures) {
    try (PathsMesh mesh = PathsMesh.open(2)) {
      List<Store> stores =
          IntStream.range(0, STORES)
              .mapToObj(number -> mesh.behind(Kind.PLAIN, "store-" + number))
              .toList();
      mesh.awaitAttached();
      mesh.stage().coordinator().kill();
      for (int one = 0; one < STORES; one++) {
        for (int other = one + 1; other < STORES; other++) {
          meet(mesh, stores.get(one), stores.get(other));
        }
      }
    }
    figures.add("nat_nat_direct", Figures.median(seconds), "s", Bar.atMost(3));
    figures.add("nat_nat_direct_worst", Figures.worst(seconds), "s", Bar.none());
    figures.add("nat_nat_lost", Figures.median(lost), "packets", Bar.exactly(0));
    figures.add("nat_nat_lost_worst", Figures.worst(lost), "packets", Bar.none());
  }

  /** From the first packet on; a way counts once both ends send by it and are answered. */
  private void meet(PathsMesh mesh, Store one, Store other) {
    long began = System.nanoTime();
    mesh.startProbes(one, other);
    mesh.await(one + " and " + other + " are direct", () -> new Pair(one, other).straight());
    mesh.await("they are answered there", () -> new Pair(one, other).pods().answered());
    seconds.add((System.nanoTime() - began) / 1e9);
    Pause.seconds(3);
    if (!new Pair(one, other).straight()) {
      throw new IllegalStateException(one + " and " + other + " did not stay direct");
    }
    lost.add((double) mesh.stage().probes().stop().lost());
  }
}
