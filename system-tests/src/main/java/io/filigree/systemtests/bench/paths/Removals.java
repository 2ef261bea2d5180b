package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.relay.MeshRelay;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * Two stores behind symmetric NAT talk through a relay, and an operator removes it: they leave it
 * for another while it still serves. Three times, for four relays.
 */
final class Removals implements Act {

  private static final int RELAYS = 4;

  /** Longer than a removed relay serves on. */
  private static final int WATCHED = 25_000;

  private final List<Double> lost = new ArrayList<>();
  private final List<Double> gaps = new ArrayList<>();

  @Override
  public String name() {
    return "removals";
  }

  @Override
  public void measure(Figures figures) {
    try (PathsMesh mesh = PathsMesh.open(RELAYS)) {
      Store a = mesh.behind(Kind.SYMMETRIC, "store-a");
      Store b = mesh.behind(Kind.SYMMETRIC, "store-b");
      mesh.awaitAttached();
      for (int run = 1; run < RELAYS; run++) {
        remove(mesh, a, b);
      }
    }
    figures.add("relay_removal_lost", Figures.worst(lost), "packets", Bar.exactly(0));
    figures.add("relay_removal_gap", Figures.worst(gaps), "s", Bar.none());
  }

  private void remove(PathsMesh mesh, Store a, Store b) {
    mesh.await("they reach each other", () -> new Pair(a, b).pods().answered());
    MeshRelay used = mesh.inUse(a, b);
    ProbeReport report = mesh.under(a, b, () -> mesh.remove(used), WATCHED);
    lost.add((double) report.lost());
    gaps.add(report.excessGap() / 1e3);
    used.kill();
  }
}
