package io.filigree.systemtests.demo;

import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Topology;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.relay.RelayedMesh;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The stores of the guide, with pods where the guide puts them and services that do not collide.
 */
final class ThreeStores {

  private static final Duration MESHED = Duration.ofSeconds(30);
  private static final Duration SEEN = Duration.ofSeconds(5);

  /** A direct way is sought after a second of traffic; what is of no use, within another. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private static final List<SitePlan> PLANS =
      List.of(
          SitePlan.store("store-a", 42),
          SitePlan.store("store-b", 43),
          SitePlan.store("store-c", 44));

  private final Stage stage;
  private final Mesh mesh;
  private final List<Store> stores;
  private final Optional<RelayedMesh> relayed;

  private ThreeStores(Stage stage, Mesh mesh, List<Store> stores, Optional<RelayedMesh> relayed) {
    this.stage = stage;
    this.mesh = mesh;
    this.stores = stores;
    this.relayed = relayed;
  }

  /** All of them public, and no relay. */
  static ThreeStores on(Stage stage) {
    Mesh mesh = stage.mesh("demo");
    return new ThreeStores(stage, mesh, stage.stores(mesh, PLANS), Optional.empty());
  }

  /** In that topology, and a relay in the mesh. */
  static ThreeStores in(Stage stage, Topology topology) {
    RelayedMesh relayed = RelayedMesh.on(stage, "demo");
    List<Store> stores = stage.buildIn(topology, PLANS);
    relayed.join(stores);
    return new ThreeStores(stage, relayed.mesh(), stores, Optional.of(relayed));
  }

  Mesh mesh() {
    return mesh;
  }

  List<Store> stores() {
    return stores;
  }

  List<Pair> pairs() {
    return Pair.of(stores);
  }

  /** Waits until every pod is answered by every other. */
  void awaitPods() {
    if (!Wait.upTo(MESHED, () -> pairs().stream().allMatch(pair -> pair.pods().answered()))) {
      throw new IllegalStateException("the stores did not mesh:\n" + logs());
    }
  }

  private String logs() {
    return String.join("\n", stores.stream().map(s -> s + ":\n" + s.edge().output()).toList());
  }

  /** Sends between all pods at 100 Hz, beside a control that goes around the mesh. */
  void startProbes() {
    addProbes();
    SiteBox a = stores.get(0).box();
    SiteBox b = stores.get(1).box();
    stage.probes().addControl(a.gateway(), a.publicAddress(), b.publicAddress());
    stage.probes().start();
  }

  private void addProbes() {
    for (Pair pair : pairs()) {
      Ping way = pair.pods();
      stage.probes().add(pair.toString(), way.from(), way.source(), way.target());
    }
  }

  void measure(Figures figures, Instant started) {
    awaitPods();
    double start = Duration.between(started, Instant.now()).toMillis() / 1e3;
    figures.count(
        "sites_meshed", stores.stream().filter(this::meshed).count(), "sites", Bar.exactly(3));
    figures.count("gateway_pings_answered", icmp(Pair::gateways), "pings", Bar.exactly(6));
    figures.count("pod_pings_answered", icmp(Pair::pods), "pings", Bar.exactly(6));
    figures.count("pod_sources_preserved", preserved(), "pings", Bar.exactly(6));
    figures.add("second_start", start, "s", Bar.atMost(30));
  }

  private boolean meshed(Store store) {
    return pairs().stream().filter(pair -> pair.from().equals(store)).allMatch(Pair::shookHands);
  }

  private long icmp(Function<Pair, Ping> way) {
    return pairs().stream().map(way).filter(ping -> ping.icmp().isPresent()).count();
  }

  private long preserved() {
    return pairs().stream()
        .map(Pair::pods)
        .filter(
            ping -> ping.ask().filter(answer -> answer.seen().equals(ping.source())).isPresent())
        .count();
  }

  /** Tells a person what stands there, once every client has seen its own handshakes. */
  void describe(PrintStream out) {
    if (relayed.isPresent()) {
      useAWhile();
    }
    Wait.upTo(SEEN, () -> stores.stream().noneMatch(s -> s.edge().status().contains("never")));
    stores.forEach(store -> out.println(store.edge().status()));
    pairs().forEach(pair -> out.println(gatewayLine(pair, pair.gateways())));
    pairs().forEach(pair -> out.println(podLine(pair, pair.pods())));
    relayed.ifPresent(mesh -> pairs().forEach(pair -> out.println(pathLine(mesh, pair))));
    out.println();
    out.println("Swagger UI   " + stage.coordinator().local() + "/swagger-ui.html");
    out.println("Token        " + stage.operator().tokenFile());
    out.println("A shell in   ip netns exec " + stores.getFirst().box().gateway() + " bash");
  }

  private void useAWhile() {
    addProbes();
    stage.probes().start();
    Wait.upTo(SETTLED, () -> false);
    stage.probes().stop();
  }

  private static String pathLine(RelayedMesh mesh, Pair pair) {
    return "path    %s  %s, by %s".formatted(pair, mesh.taken(pair), pair.endpoint());
  }

  // A gateway answers pings through the tunnel and nothing else, so nobody there tells what it saw.
  private static String gatewayLine(Pair pair, Ping ping) {
    return line("gateway", pair, ping) + ping.icmp().map("%.1f ms"::formatted).orElse("no answer");
  }

  private static String podLine(Pair pair, Ping ping) {
    return line("pod", pair, ping)
        + ping.ask()
            .map(answer -> "%.1f ms, seen as %s".formatted(answer.millis(), answer.seen()))
            .orElse("no answer");
  }

  private static String line(String what, Pair pair, Ping ping) {
    return "%-8s%s  %-13s-> %-13s".formatted(what, pair, ping.source(), ping.target());
  }
}
