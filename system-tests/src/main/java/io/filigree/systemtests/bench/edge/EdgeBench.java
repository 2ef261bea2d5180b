package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.bench.act.Programme;
import java.util.List;

/**
 * {@code ./filigree bench edge [--only ACT,...]}: sites with tunnels, in labs on this machine. What
 * do they survive, how fast, and what does it cost a packet?
 */
public final class EdgeBench {

  private EdgeBench() {}

  public static Programme programme() {
    return new Programme(
        "edge",
        List.of(
            new Reboot(),
            new Matrix(),
            new Reconfiguration(),
            new Drift(),
            new Flood(),
            new Scan(),
            new Kills(),
            new DoctorFaults(),
            new QuickStart(),
            new ManyPeers(),
            new Footprint()));
  }
}
