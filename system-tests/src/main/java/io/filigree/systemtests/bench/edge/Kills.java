package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.measure.Probes;
import io.filigree.systemtests.system.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * An edge client is killed two hundred times, each time at a random moment of its life, while the
 * mesh changes all the time: at its start, in an apply, in a write. Each time its files must be
 * whole and of some moment that was, and no packet may be lost on the tunnel it keeps.
 */
final class Kills implements Act {

  private static final int KILLS = 200;
  private static final long SEED = 20261125;
  private static final int SHORTEST_LIFE = 100;
  private static final int LONGEST_LIFE = 1_400;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "kills";
  }

  @Override
  public void measure(Figures figures) {
    try (Shops shops = Shops.open()) {
      Neighbours neighbours = Neighbours.joining(shops.coordinator(), SEED);
      List<Store> stores =
          shops.meshed(List.of(SitePlan.store("kill-a", 42), SitePlan.store("kill-b", 43)));
      Store victim = stores.getFirst();
      Probes probes = shops.probing(stores);
      probes.start();
      try (Unrest unrest = Unrest.among(neighbours, shops.coordinator(), victim.name())) {
        LeftBehind files = new LeftBehind(victim, shops.coordinator(), unrest);
        startAnew(victim, files);
        unrest.begin();
        int survived = kill(victim, files, figures);
        figures.count("kills_survived", survived, "kills", Bar.exactly(KILLS));
      }
      comesBack(shops, victim, neighbours, figures);
      report(figures, probes.stop());
    }
  }

  /** Its wg-quick file may lag a minute, but is written when it starts: then it is of now. */
  private static void startAnew(Store victim, LeftBehind files) {
    victim.edge().kill();
    victim.edge().run();
    Wait.seconds("the files are of now", PATIENCE, () -> files.wrong().isEmpty());
    victim.edge().kill();
  }

  private static int kill(Store victim, LeftBehind files, Figures figures) {
    Random random = new Random(SEED);
    int survived = 0;
    for (int i = 0; i < KILLS; i++) {
      victim.edge().run();
      int life = random.nextInt(SHORTEST_LIFE, LONGEST_LIFE);
      boolean ended = Wait.upTo(Duration.ofMillis(life), () -> !victim.edge().running());
      victim.edge().kill();
      Optional<String> wrong =
          ended ? Optional.of("ended by itself: " + victim.edge().lastWords()) : files.wrong();
      wrong.ifPresent(what -> figures.note("after " + life + " ms: " + what));
      survived += wrong.isEmpty() ? 1 : 0;
    }
    figures.note("seed " + SEED + ", journals of " + files.cursors() + " different moments");
    return survived;
  }

  private static void comesBack(Shops shops, Store victim, Neighbours neighbours, Figures figures) {
    victim.edge().run();
    String cursor = shops.coordinator().currentCursor();
    Wanted wanted = Wanted.of(shops.coordinator().truth(), victim.name());
    double seconds =
        Wait.seconds(
            "the client stands where its coordinator stands",
            PATIENCE,
            () ->
                victim.edge().cursor().filter(cursor::equals).isPresent()
                    && wanted.isAt(victim.box(), neighbours.residents()));
    figures.add("kills_current_after", seconds, "s", Bar.none());
    figures.count(
        "kills_left_files", LeftBehind.temporary(victim.edge().state()), "files", Bar.exactly(0));
  }

  private static void report(Figures figures, ProbeReport sent) {
    figures.count("kills_lost", sent.lost(), "packets", Bar.exactly(0));
    figures.count("kills_sent", sent.sent(), "packets", Bar.none());
  }
}
