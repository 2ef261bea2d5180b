package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.relay.RelayProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a site pays for peers without traffic, with 3, 300 and 3,000 of them and two relays: all
 * three wait through the same ten minutes. What is due once an hour, an echo to each relay and the
 * question where it sees the site, does not fall into them: some 0.03 MB a day more.
 */
final class IdleSites implements Act {

  private static final List<Integer> PEERS = List.of(3, 300, 3_000);

  /** What belongs to the start is over by then. */
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final double MEGABYTE = 1e6;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public boolean takesLong() {
    return true;
  }

  @Override
  public void measure(Figures figures) {
    try (Lab lab = Lab.open()) {
      List<RelayProcess> relays = List.of(relay(lab, 1), relay(lab, 2));
      List<IdleSite> sites = new ArrayList<>();
      for (int peers : PEERS) {
        SitePlan plan = SitePlan.store("idle-" + peers, 42 + sites.size());
        sites.add(new IdleSite(lab, plan, peers, relays));
      }
      sites.forEach(IdleSite::start);
      attach(relays, sites);
      Pause.seconds(SETTLING.toSeconds());
      window(sites, figures);
    }
  }

  private static RelayProcess relay(Lab lab, int number) {
    return new RelayProcess(
        lab.build(SitePlan.store("relay-" + number, 89 + number)), "10.99.0." + number);
  }

  private static void attach(List<RelayProcess> relays, List<IdleSite> sites) {
    for (RelayProcess relay : relays) {
      relay.serve(sites.stream().map(IdleSite::guest).toList());
      relay.start();
      Wait.seconds(
          "all are attached", Duration.ofMinutes(1), () -> relay.attached() == sites.size());
    }
  }

  private static void window(List<IdleSite> sites, Figures figures) {
    long begun = System.nanoTime();
    List<Long> before = sites.stream().map(site -> site.meter().tunnelBytes()).toList();
    long control = sites.getLast().meter().controlBytes();
    Pause.seconds(WINDOW.toSeconds());
    double days = (System.nanoTime() - begun) / 1e9 / Duration.ofDays(1).toSeconds();
    for (int i = 0; i < sites.size(); i++) {
      sites.get(i).requireIdle();
      long bytes = sites.get(i).meter().tunnelBytes() - before.get(i);
      String name = "idle_bytes_per_day_" + PEERS.get(i);
      figures.add(name, bytes / MEGABYTE / days, "MB", Bar.atMost(1));
    }
    long spoken = sites.getLast().meter().controlBytes() - control;
    figures.add("control_bytes_per_day", spoken / MEGABYTE / days, "MB", Bar.none());
  }
}
