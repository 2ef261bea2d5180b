package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.lab.NatRouter;
import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A mesh without a relay: two stores behind NAT, one of them under a port that only the others see,
 * because a neighbour has its own; and a public store that sees them both.
 */
@OnStage
class PunchIT {

  private Stage stage;
  private Mesh mesh;
  private Store neighbour;
  private Store a;
  private Store b;
  private Store open;

  @BeforeEach
  void build(Stage running) {
    stage = running;
    mesh = stage.mesh("punched");
    NatRouter shared = stage.lab().router(Kind.PLAIN);
    neighbour = stage.buildBehind(shared, SitePlan.store("neighbour", 49));
    a = stage.buildBehind(shared, SitePlan.store("nat-a", 46));
    b = stage.buildBehind(stage.lab().router(Kind.PLAIN), SitePlan.store("nat-b", 47));
    open = stage.build(SitePlan.store("open", 48));
    open.edge().join(mesh.token(open.name())).run();
    neighbour.edge().join(mesh.token(neighbour.name())).run();
    Meshed.await(List.of(neighbour, open));
    a.edge().join(mesh.token(a.name())).run();
    b.edge().join(mesh.token(b.name())).run();
  }

  @AfterEach
  void demolish() {
    Meshed.demolish(stage, stores());
  }

  private List<Store> stores() {
    return List.of(neighbour, a, b, open);
  }

  @Test
  void aPublicStoreTellsTwoBehindNatWhereTheyAreAndTheyReachEachOtherDirectly() {
    Meshed.await(List.of(a, b, open));
    assertThat(new Pair(b, a).endpoint())
        .startsWith(a.box().publicAddress() + ":")
        .doesNotEndWith(":51871")
        .isEqualTo(new Pair(open, a).endpoint());
    assertThat(new Pair(a, b).endpoint()).startsWith(b.box().publicAddress() + ":");
  }
}
