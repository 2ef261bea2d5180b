package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.measure.Probes;
import io.filigree.systemtests.system.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
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
  private static final int LONGEST_LIFE = 1_000;
  private static final int LONGEST_WORK = 300;
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
      int life = live(victim, random, i);
      boolean ended = !victim.edge().running();
      victim.edge().kill();
      Optional<String> wrong =
          ended ? Optional.of("ended by itself: " + victim.edge().lastWords()) : files.wrong();
      wrong.ifPresent(what -> figures.note("after " + life + " ms: " + what));
      survived += wrong.isEmpty() ? 1 : 0;
    }
    figures.note("seed " + SEED + ", journals of " + files.cursors() + " different moments");
    return survived;
  }

  /** Every third dies somewhere in its start, the others at work; the milliseconds it was given. */
  private static int live(Store victim, Random random, int number) {
    FileTime before = lastPage(victim);
    victim.edge().run();
    boolean atWork = number % 3 != 0;
    if (atWork) {
      Wait.upTo(PATIENCE, () -> !lastPage(victim).equals(before) || !victim.edge().running());
    }
    int life = random.nextInt(atWork ? LONGEST_WORK : LONGEST_LIFE);
    Wait.upTo(Duration.ofMillis(life), () -> !victim.edge().running());
    return life;
  }

  /** When the client last said how it stands. */
  private static FileTime lastPage(Store victim) {
    try {
      return Files.getLastModifiedTime(victim.edge().statusFile());
    } catch (IOException none) {
      return FileTime.fromMillis(0);
    }
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
