package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.relay.RelayedMesh;
import io.filigree.systemtests.relay.RelayedMesh.Way;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two stores behind NAT that meet at a relay, and leave it. */
@OnStage
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HolesIT {

  /** In milliseconds: the two do not move at the very same time; a try in vain takes a second. */
  private static final int MOMENT = 500;

  private final Stage stage;
  private final RelayedMesh mesh;
  private final Store a;
  private final Store b;
  private final List<Store> stores;

  HolesIT(Stage stage) {
    this.stage = stage;
    this.mesh = RelayedMesh.on(stage, "hidden-stores");
    this.a = stage.buildBehind(stage.lab().router(Kind.PLAIN), SitePlan.store("plain-a", 46));
    this.b = stage.buildBehind(stage.lab().router(Kind.PLAIN), SitePlan.store("plain-b", 47));
    this.stores = List.of(a, b);
  }

  @BeforeAll
  void join() {
    mesh.join(stores);
  }

  @AfterAll
  void demolish() {
    mesh.demolish(stage, stores);
  }

  @Test
  void twoBehindPlainNatAgreeOnADirectWayWithoutTheCoordinatorAndInAMoment() {
    Pair there = new Pair(a, b);
    stage.coordinator().kill();
    Ping way = there.pods();
    stage.probes().add("a to b", way.from(), way.source(), way.target());
    stage.probes().start();
    Meshed.eventually(
        "both go straight, and say so", () -> mesh.takes(there, Way.DIRECT), this::told);
    assertThat(there.back().pods().answered()).isTrue();
    double gap = stage.probes().stop().longestGap();
    stage.coordinator().startAgain();
    stage.coordinator().awaitReady();
    assertThat(gap).as(told()).isLessThan(MOMENT);
    assertThat(there.straight()).as(told()).isTrue();
  }

  private String told() {
    return a.edge().output() + "\n" + b.edge().output();
  }
}
