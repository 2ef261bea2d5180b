package io.filigree.edge.relay.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.PutReply;
import io.filigree.edge.agent.Remembered;
import io.filigree.edge.relay.Pairs;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.Link;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.Selector;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom a relay serves, by what comes over the feed and by what the disk held. */
class RelayAgentTest {

  private final TestMesh mesh = new TestMesh();
  private final TestRelay relay = TestRelay.named("relay-1");
  private final TestSite a = mesh.site(1, "store-a");
  private final TestSite b = mesh.site(2, "store-b");
  private final TestSite c = mesh.site(3, "store-c");

  private RelayAgentRun serving(String... told) {
    mesh.relays(relay.at(TestRelay.ENDPOINT));
    RelayAgentRun run = new RelayAgentRun(relay.settings(mesh, told)).start();
    run.news(mesh.change().put(a, 1).put(b, 1).put(c, 1).sign());
    return run;
  }

  @Test
  void itServesEverySiteThatHasSaidWhatItsKeyIs() {
    RelayAgentRun run = serving();
    assertThat(run.names()).containsExactly("store-a", "store-b", "store-c");
    assertThat(run.member("store-b").key()).isEqualTo(b.key());
    run.news(mesh.change().record(mesh.site(4, "silent")).sign());
    assertThat(run.names()).hasSize(3);
    assertThat(run.page().standing()).isEqualTo(RelayStanding.SERVING);
  }

  @Test
  void aNextKeyCountsBesideTheCurrentOneAndANewOneReplacesBoth() {
    RelayAgentRun run = serving();
    WireGuardPublicKey next = WireGuardPrivateKey.generate().publicKey();
    run.news(mesh.change().facts(a.id(), rotating(next)).unsigned());
    assertThat(run.member("store-a").key()).isEqualTo(a.key());
    assertThat(run.member("store-a").nextKey()).contains(next);
    WireGuardPrivateKey other = WireGuardPrivateKey.generate();
    run.news(mesh.change().facts(a.id(), a.keyed(other).signed(3)).unsigned());
    assertThat(run.member("store-a").key()).isEqualTo(other.publicKey());
    assertThat(run.member("store-a").nextKey()).isEmpty();
  }

  private SignedFacts rotating(WireGuardPublicKey next) {
    Facts now = a.facts(2);
    Facts facts =
        new Facts(
            now.mesh(),
            now.site(),
            now.counter(),
            now.reads(),
            now.wireGuardKey(),
            Optional.of(next),
            now.listenPort(),
            now.candidates(),
            now.exportKey());
    return TestSite.signed(facts, a.identity());
  }

  @Test
  void linksDecideWhoReachesWhom() {
    RelayAgentRun run = serving();
    assertThat(joins(run, "store-a", "store-c")).isTrue();
    mesh.links(
        new Links(
            List.of(new Link(Selector.parse("site=store-a"), Selector.parse("site=store-b")))));
    run.news(mesh.change().sign());
    assertThat(run.names()).hasSize(3);
    assertThat(joins(run, "store-b", "store-a")).isTrue();
    assertThat(joins(run, "store-a", "store-c")).isFalse();
  }

  private static boolean joins(RelayAgentRun run, String one, String other) {
    Pairs pairs = run.served().pairs();
    return pairs.join(run.member(one), run.member(other));
  }

  @Test
  void whoMovesOnlyChangesNothing() {
    RelayAgentRun run = serving();
    run.news(mesh.change().facts(a.id(), a.at("198.18.9.9:51871").signed(2)).unsigned());
    assertThat(run.all(RelayEffect.Serve.class)).hasSize(1);
  }

  @Test
  void aRemovedSiteIsServedNoMore() {
    RelayAgentRun run = serving();
    run.news(mesh.change().remove(b).sign());
    assertThat(run.names()).containsExactly("store-a", "store-c");
  }

  @Test
  void aRosterOfSomebodyElseIsRefusedWholeAndEverybodyStays() {
    RelayAgentRun run = serving();
    Ed25519PrivateKey thief = Ed25519PrivateKey.ofSeed(new byte[32]);
    run.news(mesh.change().remove(b).sign(thief, mesh.epoch() + 1));
    assertThat(run.names()).hasSize(3);
    assertThat(run.page().refusals().getFirst().text()).contains("not signed by the roster key");
  }

  @Test
  void losingMostSitesAtOnceNeedsTheFlag() {
    mesh.relays(relay.at(TestRelay.ENDPOINT));
    RelayAgentRun run = new RelayAgentRun(relay.settings(mesh)).start();
    TestMesh.Draft everybody = mesh.change();
    for (int i = 1; i <= 6; i++) {
      everybody.put(mesh.site(i, "store-" + i), 1);
    }
    run.news(everybody.sign());
    TestMesh.Draft most = mesh.change();
    for (int i = 1; i <= 4; i++) {
      most.remove(mesh.site(i, "store-" + i));
    }
    run.news(most.sign());
    assertThat(run.names()).hasSize(6);
    assertThat(run.said("roster-refused")).hasSize(1);
  }

  @Test
  void aBadSiteKeepsItsLastGoodStateAndTheOthersAreServed() {
    RelayAgentRun run = serving();
    WireGuardPrivateKey stolen = WireGuardPrivateKey.generate();
    SignedFacts forged =
        TestSite.signed(b.keyed(stolen).facts(2), mesh.site(9, "forger").identity());
    run.news(mesh.change().facts(b.id(), forged).put(mesh.site(4, "store-d"), 1).sign());
    assertThat(run.names()).containsExactly("store-a", "store-b", "store-c", "store-d");
    assertThat(run.member("store-b").key()).isEqualTo(b.key());
    assertThat(run.page().refusals().getFirst().subject()).isEqualTo("store-b");
  }

  @Test
  void whoClaimsAnothersKeyOrTheRelaysOwnDoesNotGetIt() {
    RelayAgentRun run = serving();
    WireGuardPrivateKey fresh = WireGuardPrivateKey.generate();
    run.news(mesh.change().put(mesh.site(4, "store-d").keyed(a.wireGuard()), 1).sign());
    run.news(mesh.change().facts(c.id(), c.keyed(fresh).signed(2)).unsigned());
    assertThat(run.names()).containsExactly("store-a", "store-b", "store-c");
    assertThat(run.member("store-a").key()).isEqualTo(a.key());
    assertThat(run.member("store-c").key()).isEqualTo(fresh.publicKey());
  }

  /** Every site's range is judged by the sites; the relay routes nothing. */
  @Test
  void aRangeThatNobodyMayRouteIsNoReasonNotToServeASite() {
    RelayAgentRun run = serving();
    run.news(mesh.change().put(mesh.site(4, "store-d").owning("8.8.8.0/24"), 1).sign());
    assertThat(run.names()).contains("store-d");
  }

  @Test
  void afterARestartTheDiskIsEnough() {
    RelayAgentRun before = serving();
    WireGuardPrivateKey stolen = WireGuardPrivateKey.generate();
    SignedFacts forged =
        TestSite.signed(b.keyed(stolen).facts(2), mesh.site(9, "forger").identity());
    before.news(mesh.change().facts(b.id(), forged).put(mesh.site(4, "store-d"), 1).sign());
    RelayAgentRun after = new RelayAgentRun(relay.settings(mesh)).start(before.disk());
    assertThat(after.served().list()).isEqualTo(before.served().list());
    after.unreachable();
    after.pass(3_600_000);
    assertThat(after.all(RelayEffect.Serve.class)).hasSize(1);
    assertThat(after.page().reachable()).isFalse();
    assertThat(after.page().standing()).isEqualTo(RelayStanding.SERVING);
  }

  @Test
  void whatIsNotOnTheDiskIsNotServed() {
    mesh.relays(relay.at(TestRelay.ENDPOINT));
    RelayAgentRun run = new RelayAgentRun(relay.settings(mesh)).start();
    run.diskProblem = Optional.of("disk full");
    run.news(mesh.change().put(a, 1).sign());
    assertThat(run.names()).isEmpty();
    run.diskProblem = Optional.empty();
    run.pass(60_000);
    assertThat(run.names()).containsExactly("store-a");
  }

  @Test
  void aDiskThatSomebodyElseWroteServesNobody() {
    RelayAgentRun other = serving();
    TestRelay stranger = TestRelay.named("relay-2");
    TestRelay sameId = new TestRelay(relay.id(), "relay-1", stranger.identity(), relay.key());
    RelayAgentRun run = new RelayAgentRun(sameId.settings(mesh)).start(other.disk());
    assertThat(run.names()).isEmpty();
    assertThat(run.page().standing()).isEqualTo(RelayStanding.WAITING);
    run = new RelayAgentRun(relay.settings(new TestMesh())).start(new Remembered.Damaged("torn"));
    assertThat(run.names()).isEmpty();
    assertThat(run.page().troubles().getFirst()).contains("torn");
  }

  @Test
  void aRelayThatAnOperatorRemovedLetsSitesLeaveThenServesNobodyAlsoAfterARestart() {
    RelayAgentRun run = serving();
    var served = run.names();
    mesh.relays();
    run.news(mesh.change().sign());
    assertThat(run.said("removed")).hasSize(1);
    run.pass(RelayAgent.LEAVING - 1_000);
    assertThat(run.names()).isNotEmpty().isEqualTo(served);
    run.pass(1_000);
    assertThat(run.names()).isEmpty();
    assertThat(run.page().standing()).isEqualTo(RelayStanding.REMOVED);
    RelayAgentRun after = new RelayAgentRun(relay.settings(mesh)).start(run.disk());
    assertThat(after.names()).isEmpty();
    assertThat(after.page().standing()).isEqualTo(RelayStanding.REMOVED);
  }

  @Test
  void nothingIsAnnouncedThatTheMeshRecordSays() {
    assertThat(serving().all(RelayEffect.Announce.class)).isEmpty();
    assertThat(serving(TestRelay.ENDPOINT).all(RelayEffect.Announce.class)).isEmpty();
  }

  @Test
  void endpointsItIsToldAreAnnouncedOnceAndAnOperatorsLaterChangeStands() {
    RelayAgentRun run = serving("198.51.100.8:51900");
    assertThat(run.lastNews().counter()).isEqualTo(1);
    assertThat(run.lastNews().wireGuardKey()).isEqualTo(relay.key());
    assertThat(run.lastNews().endpoints()).containsExactly(Endpoint.parse("198.51.100.8:51900"));
    run.announced(new PutReply.Taken());
    run.pass(60_000);
    mesh.relays(relay.at("198.51.100.9:51900"));
    run.news(mesh.change().sign());
    run.pass(60_000);
    assertThat(run.all(RelayEffect.Announce.class)).hasSize(1);
  }

  @Test
  void aKeyThatTheMeshDoesNotKnowIsAnnounced() {
    TestRelay renewed =
        new TestRelay(
            relay.id(), "relay-1", relay.identity(), WireGuardPrivateKey.generate().publicKey());
    mesh.relays(relay.at(TestRelay.ENDPOINT));
    RelayAgentRun run = new RelayAgentRun(renewed.settings(mesh)).start();
    run.news(mesh.change().put(a, 1).sign());
    assertThat(run.lastNews().wireGuardKey()).isEqualTo(renewed.key());
    assertThat(run.lastNews().endpoints()).containsExactly(Endpoint.parse(TestRelay.ENDPOINT));
  }

  @Test
  void anOldCounterIsPassedAndARefusalIsTriedAgainMoreAndMoreSlowly() {
    RelayAgentRun run = serving("198.51.100.8:51900");
    run.announced(new PutReply.Stale(7));
    run.pass(2_000);
    assertThat(run.lastNews().counter()).isEqualTo(8);
    for (int i = 0; i < 10; i++) {
      run.announced(new PutReply.Failed("key-taken"));
      run.pass(120_000);
    }
    int tries = run.all(RelayEffect.Announce.class).size();
    assertThat(tries).isEqualTo(12);
    assertThat(run.said("not-announced")).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void theCoordinatorIsToldWhatIsServed() {
    RelayAgentRun run = serving();
    run.give(new RelayInput.Counted(run.now(), 2));
    run.pass(10_000);
    var report = run.all(RelayEffect.PutStatus.class).getLast().report();
    assertThat(report.counter()).isEqualTo(1);
    assertThat(report.peers().total()).isEqualTo(3);
    assertThat(report.peers().direct()).isEqualTo(2);
    assertThat(report.epoch().value()).isEqualTo(mesh.epoch());
  }
}
