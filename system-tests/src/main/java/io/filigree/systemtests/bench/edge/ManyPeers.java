package io.filigree.systemtests.bench.edge;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.record.DocumentText;
import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.hollow.HollowSite;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.WireGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A site with 5,000 peers: what does a start cost it beyond the tools, and what one change? */
final class ManyPeers implements Act {

  private static final int PEERS = 5_000;
  private static final int STARTS = 3;
  private static final int CHANGES = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Changes come apart in life; right after one the client looks at the machine again. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  @Override
  public String name() {
    return "many-peers";
  }

  @Override
  public void measure(Figures figures) {
    try (HollowMesh mesh = HollowMesh.of(PEERS)) {
      measureStarts(figures, mesh);
      measureChanges(figures, mesh);
    }
  }

  private static void measureStarts(Figures figures, HollowMesh mesh) {
    PlainTools tools = PlainTools.of(mesh.box());
    List<Double> floors = new ArrayList<>();
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      mesh.edge().stop();
      tools.removeInterface();
      floors.add(tools.seconds());
      tools.removeInterface();
      LogWatch log = mesh.log();
      long began = System.nanoTime();
      mesh.edge().run();
      starts.add((log.await("applied", PATIENCE) - began) / 1e9);
      mesh.requirePeers();
      tools.requireRoutes(2 * PEERS);
    }
    double floor = Figures.median(floors);
    figures.add("start_5000_floor", floor, "s", Bar.none());
    figures.add("start_5000_over_floor", Figures.median(starts) - floor, "s", Bar.atMost(5));
  }

  private static void measureChanges(Figures figures, HollowMesh mesh) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i <= CHANGES; i++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      double took = change(mesh, i * 7);
      if (i > 0) { // the first one warms up both ends
        millis.add(took);
      }
    }
    figures.add("apply_one_of_5000", Figures.median(millis), "ms", Bar.atMost(50));
    figures.add("apply_one_of_5000_worst", Figures.worst(millis), "ms", Bar.none());
  }

  /** One site announces another key, which has to be on the disk before it is applied. */
  private static double change(HollowMesh mesh, int i) {
    HollowSite site = mesh.hollow(i);
    WireGuardPublicKey key = WireGuardPrivateKey.generate().publicKey();
    DocumentText facts =
        HollowSite.facts(
                mesh.coordinator().mesh(), mesh.id(i), 2, key, HollowMesh.endpoint(i, 51_872))
            .write();
    LogWatch log = mesh.log();
    mesh.coordinator().timeline().reset();
    mesh.coordinator().announce(mesh.id(i), site.sign(facts));
    long applied = log.await("applied", PATIENCE);
    requireKey(mesh, key);
    return (applied - mesh.coordinator().timeline().lastWritten().orElseThrow()) / 1e6;
  }

  private static void requireKey(HollowMesh mesh, WireGuardPublicKey key) {
    if (!Wait.upTo(Duration.ZERO, () -> WireGuard.peer(mesh.box(), key.toBase64()).isPresent())) {
      throw new IllegalStateException("logged as applied, but WireGuard does not have it");
    }
  }
}
