package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.Vitals;
import io.filigree.systemtests.measure.Vitals.CpuTime;
import io.filigree.systemtests.relay.RelayProcess;
import java.time.Duration;

/** A thousand sites attach in the same moment, and then do nothing but be there. */
final class ThousandSites implements Act {

  private static final int SITES = 1000;
  private static final int IDLE_SECONDS = 60;

  @Override
  public String name() {
    return "thousand";
  }

  @Override
  public void measure(Figures figures) {
    try (Lab lab = Lab.open()) {
      RelayProcess relay = new RelayProcess(lab.build(SitePlan.store("relay", 90)));
      SiteBox box = lab.build(SitePlan.store("crowd", 42));
      try (HollowCrowd crowd = new HollowCrowd(box, relay, SITES)) {
        relay.serve(crowd.guests());
        relay.start();
        Pause.seconds(1);
        Vitals vitals = new Vitals(relay.pid());
        CpuTime before = vitals.cpu();
        crowd.start();
        double seconds =
            Wait.seconds(
                "all are attached", Duration.ofSeconds(60), () -> relay.latches() >= SITES);
        figures.add("relay_1000_attach", seconds, "s", Bar.atMost(5));
        double cost = vitals.cpu().since(before).seconds();
        figures.add("relay_1000_attach_cpu", cost, "s", Bar.none());
        idle(vitals, figures);
      }
    }
  }

  private static void idle(Vitals vitals, Figures figures) {
    Pause.seconds(5);
    CpuTime before = vitals.cpu();
    Pause.seconds(IDLE_SECONDS);
    double used = vitals.cpu().since(before).seconds();
    figures.add("relay_1000_idle_cpu", used / IDLE_SECONDS * 100, "percent", Bar.atMost(1));
    figures.add("relay_1000_rss", vitals.rss(), "MB", Bar.atMost(128));
  }
}
