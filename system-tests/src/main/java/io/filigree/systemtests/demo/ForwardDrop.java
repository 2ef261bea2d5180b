package io.filigree.systemtests.demo;

import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Three gateways whose hosts drop what they forward, as Docker, ufw and firewalld leave it. */
final class ForwardDrop {

  private final Stage stage;

  ForwardDrop(Stage stage) {
    this.stage = stage;
  }

  void measure(Figures figures) {
    List<SitePlan> plans =
        Stream.of(
                SitePlan.store("drop-a", 42),
                SitePlan.store("drop-b", 43),
                SitePlan.store("drop-c", 44))
            .map(SitePlan::withForwardDrop)
            .toList();
    List<Store> stores = stage.stores(stage.mesh("drop"), plans);
    List<Pair> pairs = Pair.of(stores);
    Wait.upTo(
        Duration.ofSeconds(30), () -> pairs.stream().allMatch(pair -> pair.pods().answered()));
    long answered =
        pairs.stream()
            .map(Pair::pods)
            .filter(ping -> ping.icmp().isPresent() && ping.answered())
            .count();
    figures.count("forward_drop_pod_pings", answered, "pings", Bar.exactly(6));
    stores.forEach(stage::demolish);
  }
}
