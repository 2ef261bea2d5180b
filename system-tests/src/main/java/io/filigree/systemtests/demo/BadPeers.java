package io.filigree.systemtests.demo;

import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.systemtests.hollow.CoordinatorDouble;
import io.filigree.systemtests.hollow.HollowSite;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.time.Duration;
import java.util.List;

/**
 * Four sites: the endpoint of one is a name that nobody resolves, the facts of another are no
 * facts. The coordinator would refuse such facts, so here a double of it passes them on.
 */
final class BadPeers {

  private static final List<String> BAD = List.of("bad-name", "bad-facts");

  private final Stage stage;

  BadPeers(Stage stage) {
    this.stage = stage;
  }

  void measure(Figures figures) {
    try (CoordinatorDouble coordinator =
        CoordinatorDouble.at(stage.lab().hostAddress(), stage.lab().directory())) {
      coordinator.enrol(new HollowSite("bad-name"), "10.62.0.0/16", "nobody.invalid:51871");
      enrolWithBadFacts(coordinator);
      List<Store> good =
          stage.stores(
              site -> coordinator.token(),
              List.of(SitePlan.store("good-a", 42), SitePlan.store("good-b", 43)));
      List<Pair> pairs = Pair.of(good);
      Wait.upTo(
          Duration.ofSeconds(30),
          () -> pairs.stream().allMatch(pair -> pair.pods().answered()) && named(good) == 4);
      long applied = pairs.stream().filter(pair -> pair.pods().answered()).count();
      figures.count("bad_peer_others_applied", applied, "sites", Bar.exactly(2));
      figures.count("bad_peers_named", named(good), "names", Bar.exactly(4));
      good.forEach(stage::demolish);
    }
  }

  private static void enrolWithBadFacts(CoordinatorDouble coordinator) {
    HollowSite bad = new HollowSite("bad-facts");
    SiteId id = coordinator.enrol(bad, "10.63.0.0/16", "198.51.100.1:51871");
    coordinator.announce(id, bad.sign(DocumentText.of("{\"format\":1,\"counter\":\"two\"}")));
  }

  private static long named(List<Store> stores) {
    return stores.stream()
        .flatMap(store -> store.edge().refusedSites().stream())
        .filter(BAD::contains)
        .count();
  }
}
