package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.StatusPage.Standing;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeersTest {

  private final TestMesh mesh = new TestMesh();
  private final TestSite a = mesh.site(1, "store-a");
  private final TestSite b = mesh.site(2, "store-b");
  private final TestSite c = mesh.site(3, "store-c");
  private final AgentRun run = new AgentRun(mesh, a);

  private AgentRun meshed() {
    run.start();
    run.news(mesh.change().record(a).put(b, 1).put(c, 1).sign());
    return run;
  }

  @Test
  void anUnresolvableEndpointHarmsOnlyItsSite() {
    run.start();
    run.news(mesh.change().record(a).put(b.at("nowhere.invalid:51871"), 1).put(c, 1).sign());
    run.resolved("nowhere.invalid", Optional.empty());

    assertThat(run.peers()).containsExactly("store-b", "store-c");
    assertThat(run.view().peers().getFirst().endpoint()).isEmpty();
    assertThat(run.view().peers().getLast().endpoint()).isPresent();
    assertThat(run.refusals())
        .containsExactly("store-b: its endpoint does not resolve (nowhere.invalid)");
  }

  @Test
  void aNameIsResolvedBesideTheApplyAndThenUsed() {
    run.start();
    run.news(mesh.change().record(a).put(b.at("store-b.example:51871"), 1).sign());
    run.resolved("store-b.example", Optional.of(IpAddress.parse("203.0.113.7")));
    assertThat(run.view().peers().getFirst().endpoint())
        .contains(Endpoint.parse("203.0.113.7:51871"));
  }

  @Test
  void aChangedIdentityRemovesTheOldKeyAtOnce() {
    meshed();
    run.news(mesh.change().record(b.identifiedBy(50).requiring(2)).sign());
    assertThat(run.peers()).containsExactly("store-c");
    run.news(mesh.change().facts(b.id(), b.identifiedBy(50).signed(2)).unsigned());
    assertThat(run.peers()).containsExactly("store-b", "store-c");
  }

  @Test
  void ofTwoNewcomersThatClashNeitherIsTakenUpUntilOneGivesWay() {
    run.start();
    run.news(mesh.change().record(a).put(b.owning("10.50.0.0/16"), 1).put(c, 1).sign());
    TestSite d = mesh.site(4, "store-d").owning("10.60.0.0/16");
    TestSite e = mesh.site(5, "store-e").owning("10.60.1.0/24");
    run.news(mesh.change().put(d, 1).put(e, 1).sign());
    assertThat(run.peers()).containsExactly("store-b", "store-c");
    assertThat(run.refusals()).hasSize(2);

    run.news(mesh.change().record(e.owning("10.61.0.0/24")).sign());
    assertThat(run.peers()).containsExactly("store-b", "store-c", "store-d", "store-e");
    assertThat(run.refusals()).isEmpty();
  }

  @Test
  void aRangeMayMoveFromOneSiteToAnotherInOneRoster() {
    meshed();
    run.news(
        mesh.change().record(b.owning("10.70.0.0/16")).record(c.owning("10.42.0.0/16")).sign());
    assertThat(run.refusals()).isEmpty();
    assertThat(run.configuration()).contains("10.70.0.0/16");
  }

  @Test
  void aSiteThatTheRosterOmitsIsCleanedAndSaysSo() {
    meshed();
    run.news(mesh.change().remove(a).sign());
    assertThat(run.all(Effect.Withdraw.class)).hasSize(1);
    assertThat(run.page().standing()).isEqualTo(Standing.REMOVED);
    run.pass(120_000);
    assertThat(run.all(Effect.Withdraw.class)).hasSize(1);

    run.news(mesh.change().record(a).sign());
    assertThat(run.page().standing()).isEqualTo(Standing.MESHED);
    assertThat(run.peers()).containsExactly("store-b", "store-c");
  }

  @Test
  void anAnnouncedMassRemovalIsApplied() {
    TestSite d = mesh.site(4, "store-d");
    TestSite e = mesh.site(5, "store-e");
    run.start();
    run.news(mesh.change().record(a).put(b, 1).put(c, 1).put(d, 1).put(e, 1).sign());
    mesh.announceMassRemoval();
    run.news(mesh.change().remove(b).remove(c).remove(d).remove(e).sign());
    assertThat(run.peers()).isEmpty();
    assertThat(run.refusals()).isEmpty();
  }
}
