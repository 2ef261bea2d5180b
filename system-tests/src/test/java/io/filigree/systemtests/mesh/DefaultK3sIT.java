package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnStage
class DefaultK3sIT {

  private static final String LAN = "192.168.1.0/24";

  @Test
  void storesWithTheSameServicesAndTheSameLanJoin(Stage stage) {
    Mesh mesh = stage.mesh("k3s");
    Store first = stage.build(SitePlan.store("k3s-a", 42).withServices("10.43"));
    Store second = stage.build(SitePlan.store("k3s-b", 44).withServices("10.43"));
    for (Store store : List.of(first, second)) {
      store.edge().join(mesh.token(store.name()), "--lan-cidr", LAN).run();
    }
    Meshed.await(List.of(first, second));
    Meshed.demolish(stage, List.of(first, second));
  }

  @Test
  void podsWhereAnotherStoreHasItsServicesAreRefusedWithBothNames(Stage stage) {
    Mesh mesh = stage.mesh("k3s-clash");
    Store first = stage.build(SitePlan.store("clash-a", 42).withServices("10.43"));
    Store second = stage.build(SitePlan.store("clash-b", 43));
    first.edge().join(mesh.token("clash-a"));
    var refused = second.edge().tryJoin(mesh.token("clash-b"));
    assertThat(refused.succeeded()).isFalse();
    assertThat(refused.output()).contains("clash-a", "clash-b", "10.43.0.0/16");
    Meshed.demolish(stage, List.of(first, second));
  }
}
