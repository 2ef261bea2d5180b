package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnStage
class DualStackIT {

  @Test
  void podsReachEachOtherByIpv6AndAreSeenByTheirOwnAddresses(Stage stage) throws Exception {
    List<Store> stores =
        stage.stores(
            stage.mesh("dual"),
            List.of(
                SitePlan.store("dual-a", 42).withIpv6(), SitePlan.store("dual-b", 43).withIpv6()));
    Meshed.await(stores);
    for (Pair pair : Pair.of(stores)) {
      assertThat(pair.pods6().icmp()).as(pair + " by ICMPv6").isPresent();
      String own = InetAddress.getByName(pair.pods6().source()).getHostAddress();
      assertThat(pair.pods6().ask()).map(Ping.Answer::seen).contains(own);
    }
    Meshed.demolish(stage, stores);
  }
}
