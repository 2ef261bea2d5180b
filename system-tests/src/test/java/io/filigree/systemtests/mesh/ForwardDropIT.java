package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnStage
class ForwardDropIT {

  @Test
  void podsReachEachOtherThroughGatewaysThatDropWhatTheyForward(Stage stage) {
    List<Store> stores =
        stage.stores(
            stage.mesh("forward"),
            List.of(
                SitePlan.store("drop-a", 42).withForwardDrop(),
                SitePlan.store("drop-b", 43).withForwardDrop()));
    Meshed.await(stores);
    Store first = stores.getFirst();
    assertThat(forward(first)).startsWith("-P FORWARD DROP").contains("filigree");
    first.edge().kill();
    first.edge().leave();
    assertThat(forward(first)).startsWith("-P FORWARD DROP").doesNotContain("filigree");
    Meshed.demolish(stage, stores);
  }

  private static String forward(Store store) {
    return store.box().command("iptables", "-S", "FORWARD").run();
  }
}
