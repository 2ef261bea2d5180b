package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Programme;
import java.util.List;

/**
 * {@code ./filigree bench paths [--only ACT,...]}: sites that cannot reach each other directly, and
 * the relay between them. What does the way over it lose, cost and survive?
 */
public final class PathsBench {

  private PathsBench() {}

  public static Programme programme() {
    return new Programme(
        "paths",
        List.of(
            new Restarts(),
            new Amnesia(),
            new Rebinds(),
            new Topologies(),
            new Attacks(),
            new Holes(),
            new Cuts(),
            new RelayKills(),
            new PeerRestarts(),
            new Removals(),
            new WanChanges(),
            new UplinkDeaths(),
            new Throughput(),
            new ThousandSites(),
            new SymmetricPair(),
            new IdleSites()));
  }
}
