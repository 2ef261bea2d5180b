package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.Vitals;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * What a client costs its box while nothing happens. Three of them idle beside the other acts: with
 * 3 peers, with 1,000, and with 32 in a mesh of 10,000 sites.
 */
final class Footprint implements Act {

  /** Until what belongs to the start is over. */
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private static final Duration WINDOW = Duration.ofMinutes(10);

  private List<HollowMesh> meshes = List.of();
  private CompletableFuture<Reading> settled = new CompletableFuture<>();

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public void begin() {
    meshes = List.of(HollowMesh.of(3), HollowMesh.of(1_000), HollowMesh.of(10_000, 32));
    meshes.forEach(HollowMesh::run);
    settled =
        CompletableFuture.supplyAsync(() -> {
          LockSupport.parkNanos(SETTLING.toNanos());
          return Reading.of(vitals(1));
        });
  }

  @Override
  public void measure(Figures figures) {
    try {
      Reading from = settled.join();
      LockSupport.parkNanos(from.at() + WINDOW.toNanos() - System.nanoTime());
      idle(figures, from, Reading.of(vitals(1)));
      figures.add("rss_floor", EmptyProgram.rss(), "MB", Bar.none());
      memory(figures, "3_peers", 70, vitals(0));
      memory(figures, "1000_peers", 85, vitals(1));
      memory(figures, "10000_sites", 130, vitals(2));
    } finally {
      meshes.forEach(HollowMesh::close);
    }
  }

  private Vitals vitals(int mesh) {
    return new Vitals(meshes.get(mesh).edge().pid());
  }

  private static void idle(Figures figures, Reading from, Reading to) {
    double seconds = (to.at() - from.at()) / 1e9;
    double busy = (to.cpuSeconds() - from.cpuSeconds()) / seconds * 100;
    figures.add("idle_cpu_1000_peers", busy, "percent", Bar.atMost(0.5));
    double days = seconds / Duration.ofDays(1).toSeconds();
    double written = (to.writtenBytes() - from.writtenBytes()) / 1e6 / days;
    figures.add("idle_disk_per_day", written, "MB", Bar.atMost(1));
  }

  private static void memory(Figures figures, String what, long bar, Vitals vitals) {
    figures.add("rss_" + what, vitals.rss(), "MB", Bar.atMost(bar));
    figures.note(String.format(Locale.ROOT, "PSS %.1f MB", vitals.pss()));
    figures.add("live_heap_" + what, vitals.liveHeap(), "MB", Bar.none());
    figures.count("classes_" + what, vitals.loadedClasses(), "classes", Bar.none());
  }

  /** What a client had used up at a moment of the monotonic clock. */
  private record Reading(long at, double cpuSeconds, long writtenBytes) {

    static Reading of(Vitals vitals) {
      return new Reading(System.nanoTime(), vitals.cpuWithCommands(), vitals.writtenBytes());
    }
  }
}
