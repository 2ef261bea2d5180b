package io.filigree.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.net.Cidr;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteChecksTest {
  @TempDir private Path folder;
  private Clinic clinic;

  @BeforeEach
  void open() {
    clinic = new Clinic(folder);
  }

  @Test
  void missingRouteIsNamedWithItsOwner() {
    clinic.routes.remove(Cidr.parse("10.42.0.0/16"));

    assertThat(clinic.only().id()).isEqualTo("route-missing");
    assertThat(clinic.only().why()).contains("store-b");
    assertThat(clinic.only().fix())
        .isEqualTo("ip route replace 10.42.0.0/16 dev filigree0 proto 171");
  }

  @Test
  void moreSpecificRouteOutdoesOurs() {
    route("{\"dst\":\"10.42.5.0/24\",\"gateway\":\"198.18.0.77\",\"dev\":\"eth0\",\"flags\":[]}");

    assertThat(clinic.only().id()).isEqualTo("route-outdone");
    assertThat(clinic.only().fix()).isEqualTo("ip route delete 10.42.5.0/24 dev eth0");
  }

  @Test
  void routeOfTheSameRangeThatWinsIsFound() {
    route("{\"dst\":\"10.42.0.0/16\",\"gateway\":\"198.18.0.77\",\"dev\":\"eth0\",\"flags\":[]}");
    assertThat(clinic.found()).as("ours wins").isEmpty();

    clinic.prints(Recorded.BATCH, Recorded.OWN_WAYS.replaceFirst("filigree0", "eth0"));
    assertThat(clinic.found()).containsExactly("route-outdone");
  }

  @Test
  void ruleThatSendsTheMeshElsewhereIsFound() {
    clinic.prints(
        Recorded.BATCH,
        """
        [{"dst":"10.42.0.1","gateway":"198.18.0.88","dev":"eth0","table":"100","prefsrc":"198.18.0.1","flags":[],"uid":0,"cache":[]}]
        [{"dst":"100.100.0.2","dev":"filigree0","prefsrc":"100.100.0.1","flags":[],"uid":0,"cache":[]}]
        """);

    assertThat(clinic.only().id()).isEqualTo("route-by-rule");
    assertThat(clinic.only().fix())
        .isEqualTo("ip rule add to 10.42.0.0/16 lookup main priority 100");
  }

  @Test
  void anAnswerThatIsMissingIsNoFinding() {
    clinic.programs.put(
        Recorded.BATCH,
        new io.filigree.edge.host.Outcome(
            1, "", "RTNETLINK answers: No route to host\nCommand failed -:1\n"));

    assertThat(clinic.found()).isEmpty();
  }

  @Test
  void ownNetworkInsideAPeersRangeIsAnOverlap() {
    clinic.prints(
        Recorded.ADDRESSES,
        Recorded.OWN_ADDRESSES.replace(
            "\"local\":\"198.18.0.1\",\"prefixlen\":24",
            "\"local\":\"10.42.7.1\",\"prefixlen\":24"));

    assertThat(clinic.only().id()).isEqualTo("lan-overlaps");
    assertThat(clinic.only().what()).contains("10.42.7.0/24 on eth0", "10.42.0.0/16 of store-b");
  }

  @Test
  void ownNetworkAroundAPeersRangeIsOneToo() {
    route("{\"dst\":\"10.0.0.0/8\",\"dev\":\"eth0\",\"protocol\":\"kernel\",\"flags\":[]}");

    assertThat(clinic.only().id()).isEqualTo("lan-overlaps");
    assertThat(clinic.only().why()).contains("machines here");
  }

  @Test
  void nameServerBehindTheTunnelIsFound() {
    clinic.file("/etc/resolv.conf", "search shop\nnameserver 10.42.0.10\n");

    assertThat(clinic.found()).containsExactly("resolver-in-mesh");
  }

  private void route(String route) {
    clinic.prints(Recorded.ROUTES, Recorded.OWN_ROUTES.replaceFirst("\\[\\{", "[" + route + ",{"));
  }
}
