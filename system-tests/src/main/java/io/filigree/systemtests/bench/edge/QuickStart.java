package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.hollow.Timeline;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the start of the process to its first question, with three peers on the disk. */
final class QuickStart implements Act {

  private static final int PEERS = 3;
  private static final int STARTS = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "quick-start";
  }

  @Override
  public void measure(Figures figures) {
    List<Double> seconds = new ArrayList<>();
    try (HollowMesh mesh = HollowMesh.of(PEERS)) {
      for (int i = 0; i < STARTS; i++) {
        seconds.add(start(mesh));
      }
    }
    figures.add("start_to_first_request", Figures.median(seconds), "s", Bar.atMost(0.6));
    figures.add("start_to_first_request_worst", Figures.worst(seconds), "s", Bar.none());
  }

  private static double start(HollowMesh mesh) {
    Timeline timeline = mesh.coordinator().timeline();
    timeline.reset();
    long began = System.nanoTime();
    mesh.edge().run();
    if (!Wait.upTo(PATIENCE, () -> timeline.firstAsked().isPresent())) {
      throw new IllegalStateException("the client does not ask: " + mesh.edge().output());
    }
    mesh.requirePeers();
    mesh.edge().stop();
    return (timeline.firstAsked().orElseThrow() - began) / 1e9;
  }
}
