package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Together;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Somebody changes, one thing at a time, what Filigree keeps on running machines. Healed is what
 * looks as before to the machine's own tools and is named in the log.
 */
final class Drift implements Act {

  private static final int SITES = 10;

  // A look every 30 s, and the time to act on what it finds.
  private static final Duration ONE_PASS = Duration.ofSeconds(35);

  @Override
  public String name() {
    return "drift";
  }

  /** What became of one; the seconds are missing where it was not healed. */
  private record Heal(Spoil spoil, Optional<Double> seconds, String words) {}

  @Override
  public void measure(Figures figures) {
    try (Shops shops = Shops.open()) {
      List<SitePlan> plans = new ArrayList<>();
      for (int i = 0; i < SITES; i++) {
        SitePlan plan = SitePlan.store("site-" + i, 60 + i).withServices("10." + (160 + i));
        boolean drops = spoils(i).contains(Spoil.FORWARD_RULE_DELETED);
        plans.add(drops ? plan.withForwardDrop() : plan);
      }
      List<Store> stores = shops.meshed(plans);
      List<Callable<List<Heal>>> work = new ArrayList<>();
      for (int i = 0; i < SITES; i++) {
        Victim victim = new Victim(stores.get(i), stores.get((i + 1) % SITES));
        List<Spoil> spoils = spoils(i);
        work.add(() -> heal(victim, spoils));
      }
      report(Together.all(work).stream().flatMap(List::stream).toList(), figures);
    }
  }

  /** Each site's share. */
  private static List<Spoil> spoils(int site) {
    List<Spoil> all = List.of(Spoil.values());
    return IntStream.range(0, all.size())
        .filter(i -> i % SITES == site)
        .mapToObj(all::get)
        .toList();
  }

  private static List<Heal> heal(Victim victim, List<Spoil> spoils) {
    victim.awaitQuiet();
    return spoils.stream().map(spoil -> heal(victim, spoil)).toList();
  }

  private static Heal heal(Victim victim, Spoil spoil) {
    String before = victim.face();
    int read = victim.store().edge().output().length();
    spoil.spoil(victim);
    long start = System.nanoTime();
    // What was not spoilt would be right at once, and never named.
    boolean healed =
        Wait.upTo(
            ONE_PASS, () -> named(victim, spoil, read).isPresent() && victim.face().equals(before));
    double seconds = (System.nanoTime() - start) / 1e9;
    String words = named(victim, spoil, read).orElse("not named");
    return healed
        ? new Heal(spoil, Optional.of(seconds), "right after %.1f s, %s".formatted(seconds, words))
        : new Heal(spoil, Optional.empty(), "not healed, " + words);
  }

  private static Optional<String> named(Victim victim, Spoil spoil, int read) {
    return victim
        .store()
        .edge()
        .output()
        .substring(read)
        .lines()
        .filter(spoil::isHealedIn)
        .map(line -> line.substring(line.indexOf(" healed ") + 1))
        .findFirst();
  }

  private static void report(List<Heal> heals, Figures figures) {
    heals.forEach(heal -> figures.note(heal.spoil() + ": " + heal.words()));
    List<Double> seconds = heals.stream().flatMap(heal -> heal.seconds().stream()).toList();
    figures.count("drift_healed", seconds.size(), "kinds", Bar.exactly(20));
    if (!seconds.isEmpty()) {
      figures.add("drift_slowest", Figures.worst(seconds), "s", Bar.none());
    }
  }
}
