package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

@OnStage
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeStoresIT {

  private final Stage stage;
  private final Mesh mesh;
  private final Store a;
  private final Store b;
  private final Store c;

  ThreeStoresIT(Stage stage) {
    this.stage = stage;
    this.mesh = stage.mesh("three");
    this.a = stage.build(SitePlan.store("store-a", 42));
    this.b = stage.build(SitePlan.store("store-b", 43));
    this.c = stage.build(SitePlan.store("store-c", 44));
  }

  @BeforeAll
  void join() {
    List.of(a, b, c).forEach(store -> store.edge().join(mesh.token(store.name())).run());
    Meshed.await(List.of(a, b, c));
  }

  @AfterAll
  void demolish() {
    Meshed.demolish(stage, List.of(a, b, c));
  }

  @Test
  @Order(1)
  void everyGatewayIsAnsweredByEveryOther() {
    assertThat(Pair.of(List.of(a, b, c)))
        .hasSize(6)
        .allSatisfy(pair -> assertThat(pair.gateways().icmp()).isPresent());
  }

  @Test
  @Order(1)
  void everyPodIsAnsweredByEveryOtherAndSeenByItsOwnAddress() {
    assertThat(Pair.of(List.of(a, b, c)))
        .hasSize(6)
        .allSatisfy(pair ->
            assertThat(pair.pods().ask())
                .map(Ping.Answer::seen)
                .contains(pair.from().box().podAddress()));
  }

  @Test
  @Order(1)
  void aPodCannotReachWhatItsPeerDoesNotExport() {
    assertThat(new Ping(a.box().pod(), a.box().podAddress(), b.box().publicAddress()).answered())
        .as("the public address is reached around the mesh")
        .isTrue();
    b.box().gateway().ip("addr add 192.168.77.1/24 dev cni0");
    a.box().gateway().ip("route add 192.168.77.0/24 dev " + WireGuard.INTERFACE);
    assertThat(new Ping(a.box().pod(), a.box().podAddress(), "192.168.77.1").answered()).isFalse();
    a.box().gateway().ip("route del 192.168.77.0/24 dev " + WireGuard.INTERFACE);
    b.box().gateway().ip("addr del 192.168.77.1/24 dev cni0");
  }

  @Test
  @Order(1)
  void joiningAgainSaysSoAndChangesNothing() {
    String before = WireGuard.configuration(a.box());
    var again = a.edge().tryJoin(mesh.token("somebody-else"));
    assertThat(again.output()).containsIgnoringCase("already").contains("store-a");
    assertThat(WireGuard.configuration(a.box())).isEqualTo(before);
  }

  @Test
  @Order(1)
  void statusTellsAPersonWhatMatters() {
    assertThat(a.edge().status())
        .contains("three", "store-a", "store-b", "store-c", "direct")
        .contains("10.43.0.0/16", "10.44.0.0/16");
  }

  @Test
  @Order(2)
  void aKilledEdgeClientCostsNoPacketAndComesBack() {
    Ping way = new Pair(a, b).pods();
    stage.probes().add("a to b", way.from(), way.source(), way.target());
    stage.probes().start();
    b.edge().kill();
    mesh.label("store-c", "round", "1");
    b.edge().run();
    Meshed.awaitCursors(mesh, List.of(a, b, c));
    ProbeReport report = stage.probes().stop();
    assertThat(report.lost()).isZero();
    assertThat(report.sent()).isPositive();
  }

  @Test
  @Order(3)
  void leavingWhileTheClientRunsSaysWhatToDoAndChangesNothing() {
    String before = WireGuard.configuration(c.box());
    assertThat(c.edge().leave().output()).contains("stop it first");
    assertThat(WireGuard.configuration(c.box())).isEqualTo(before);
  }

  @Test
  @Order(4)
  void leavingRemovesEveryTrace() {
    String key = WireGuard.publicKey(c.box()).orElseThrow();
    c.edge().stop();
    assertThat(c.edge().leave().succeeded()).isTrue();
    assertThat(WireGuard.peers(c.box())).isEmpty();
    assertThat(traces(c)).doesNotContainIgnoringCase("filigree");
    Meshed.eventually("a drops c", () -> WireGuard.peer(a.box(), key).isEmpty());
  }

  @Test
  @Order(5)
  void aRemovedSiteIsGoneFromEveryOther() {
    String key = WireGuard.publicKey(b.box()).orElseThrow();
    mesh.remove("store-b");
    Meshed.eventually(
        "a drops b",
        () ->
            WireGuard.peer(a.box(), key).isEmpty()
                && !WireGuard.routes(a.box()).contains("10.43.0.0/16"));
    Meshed.eventually("b learns that it is removed", () -> b.edge().status().contains("removed"));
    assertThat(WireGuard.peers(b.box())).isEmpty();
  }

  private static String traces(Store store) {
    return String.join(
        "\n",
        store.box().command("ip", "link").run(),
        store.box().command("ip", "route", "show", "table", "all").run(),
        store.box().command("nft", "list", "ruleset").run(),
        store.box().command("iptables-save").run());
  }
}
