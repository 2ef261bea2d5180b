package io.filigree.edge.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.PutReply;
import io.filigree.edge.coordinator.TestCoordinator.Answer;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.request.Profile;
import io.filigree.protocol.request.RequestSigner;
import io.filigree.protocol.roster.Epoch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoordinatorClientTest {

  private final TestMesh mesh = new TestMesh();
  private final TestSite site = mesh.site(1, "store-a");
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final Instant start = Instant.now();
  private final TestAuthority authority;
  private final TestAuthority expired;
  private final TestCoordinator server;
  private Duration passed = Duration.ZERO;

  CoordinatorClientTest(@TempDir Path folder) throws Exception {
    authority = TestAuthority.make(folder, false);
    expired = TestAuthority.make(folder, true);
    server = new TestCoordinator(authority.server());
  }

  @BeforeAll
  void quietNetwork() {
    System.setProperty("java.net.useSystemProxies", "false");
  }

  @AfterAll
  void close() {
    server.close();
  }

  @BeforeEach
  void forget() {
    server.asked.clear();
    server.answers.clear();
  }

  private CoordinatorClient client(List<CoordinatorUrl> urls, List<Pin> pins) {
    InstantSource clock = () -> start.plus(passed);
    RequestSigner signer = new RequestSigner(site.identity(), mesh.id);
    return new CoordinatorClient(signer, urls, pins, clock, warnings::add);
  }

  private CoordinatorClient client() throws Exception {
    return client(List.of(server.url()), List.of(authority.pin()));
  }

  private static FeedReply ask(CoordinatorClient client) {
    return client.feed(Optional.empty(), 0, 0, MeshCopy.empty());
  }

  @Test
  void newsComeWithTheInboxNumberAndTheServersTime() throws Exception {
    mesh.change().record(site).sign();
    server.answers.add(new Answer(200, mesh.full().toJson(), Map.of("Filigree-Inbox", "7")));
    assertThat(ask(client()))
        .isInstanceOfSatisfying(
            FeedReply.News.class,
            news -> {
              assertThat(news.answer()).isEqualTo(mesh.full());
              assertThat(news.inbox()).isEqualTo(7);
              assertThat(news.serverTime()).isPresent();
            });
  }

  @Test
  void nothingNewIsNoFailure() throws Exception {
    server.answers.add(new Answer(204, "", Map.of("Filigree-Inbox", "3")));
    assertThat(ask(client())).isInstanceOf(FeedReply.NothingNew.class);
  }

  @Test
  void anAuthorityThatIsNotPinnedIsRefused() throws Exception {
    server.answers.add(Answer.of(204, ""));
    FeedReply reply = ask(client(List.of(server.url()), List.of(expired.pin())));
    assertThat(reply).isInstanceOf(FeedReply.Failed.class);
    assertThat(server.asked).isEmpty();
  }

  @Test
  void aPinOfTheServersOwnKeyMakesItNoAuthority() throws Exception {
    FeedReply reply = ask(client(List.of(server.url()), List.of(authority.leafPin())));
    assertThat(reply).isInstanceOf(FeedReply.Failed.class);
  }

  @Test
  void withoutAPinOnlyTheSystemsAuthoritiesCount() {
    assertThat(ask(client(List.of(server.url()), List.of()))).isInstanceOf(FeedReply.Failed.class);
    assertThat(server.asked).isEmpty();
  }

  @Test
  void anExpiredCertificateUnderThePinOnlyWarns() throws Exception {
    try (TestCoordinator old = new TestCoordinator(expired.server())) {
      old.answers.add(Answer.of(204, ""));
      FeedReply reply = ask(client(List.of(old.url()), List.of(expired.pin())));
      assertThat(reply).isInstanceOf(FeedReply.NothingNew.class);
      assertThat(warnings).anyMatch(warning -> warning.contains("outside its dates"));
    }
  }

  @Test
  void theNextAddressIsTriedWhenOneDoesNotAnswer() throws Exception {
    CoordinatorUrl dead = CoordinatorUrl.parse("https://127.0.0.1:1");
    server.answers.add(Answer.of(204, ""));
    FeedReply reply = ask(client(List.of(dead, server.url()), List.of(authority.pin())));
    assertThat(reply).isInstanceOf(FeedReply.NothingNew.class);
  }

  @Test
  void aNameThatDoesNotResolveIsNamed() throws Exception {
    CoordinatorUrl nowhere = CoordinatorUrl.parse("https://coordinator.invalid:8443");
    assertThat(ask(client(List.of(nowhere), List.of(authority.pin()))))
        .isEqualTo(new FeedReply.Failed("the name coordinator.invalid does not resolve"));
  }

  @Test
  void aWrongClockIsAnsweredWithTheNonceOnce() throws Exception {
    String problem =
        "{\"type\":\"https://filigree.io/problems/clock-skew\",\"status\":401,"
            + "\"title\":\"x\",\"serverTime\":\"2026-11-24T00:00:00Z\",\"nonce\":\"n0nce\"}";
    server.answers.add(Answer.of(401, problem));
    server.answers.add(Answer.of(204, ""));
    assertThat(ask(client())).isInstanceOf(FeedReply.NothingNew.class);
    assertThat(server.asked.get(1).headers().getFirst(Profile.INPUT_HEADER))
        .contains("nonce=\"n0nce\"");
  }

  @Test
  void aReadsSignatureIsReusedForLessThanFiveMinutes() throws Exception {
    CoordinatorClient client = client();
    for (Duration time : List.of(Duration.ZERO, Duration.ofMinutes(3), Duration.ofMinutes(5))) {
      passed = time;
      server.answers.add(Answer.of(204, ""));
      ask(client);
    }
    List<String> signatures =
        server.asked.stream()
            .map(asked -> asked.headers().getFirst(Profile.SIGNATURE_HEADER))
            .toList();
    assertThat(signatures.get(1)).isEqualTo(signatures.get(0));
    assertThat(signatures.get(2)).isNotEqualTo(signatures.get(0));
  }

  @Test
  void staleFactsComeBackWithTheCounterThatIsStored() throws Exception {
    String problem =
        JsonObject.builder()
            .put("type", "https://filigree.io/problems/stale-counter")
            .put("facts", site.signed(9).document().text())
            .put("signature", site.signed(9).signature().text())
            .build()
            .toJson();
    server.answers.add(Answer.of(409, problem));
    assertThat(client().putFacts(site.signed(3))).isEqualTo(new PutReply.Stale(9));
    assertThat(server.asked.getFirst().headers().getFirst(Profile.DIGEST_HEADER)).isNotBlank();
  }

  @Test
  void aJoinWithoutK3sSettingsIsAJoin() throws Exception {
    String joined = "{\"siteId\":\"" + site.id() + "\",\"ranges\":[],\"k3s\":";
    String k3s = "{\"clusterCidr\":\"10.42.0.0/16\",\"nodeCidrMaskSize\":24}";
    for (String settings : List.of("null", k3s)) {
      server.answers.add(Answer.of(201, joined + settings + ",\"moreSitesOfThisSize\":7}"));
      assertThat(client().join(joinRequest()))
          .isInstanceOfSatisfying(
              JoinReply.Joined.class,
              reply -> {
                assertThat(reply.moreFit()).contains(7L);
                assertThat(reply.k3s().map(JoinReply.K3s::nodeCidrMaskSize))
                    .isEqualTo(settings.equals("null") ? Optional.empty() : Optional.of("24"));
              });
    }
  }

  private JoinRequest joinRequest() {
    TrustAnchor trust =
        new TrustAnchor(
            List.of(server.url()),
            mesh.id,
            new RosterKey(mesh.rosterKey.publicKey()),
            new RecoveryKey(mesh.rosterKey.publicKey()),
            new Epoch(1),
            List.of());
    JoinToken token = JoinToken.of(trust, "t1", JoinToken.newSecret());
    IdentityKey key = new IdentityKey(site.identity().publicKey());
    return new JoinRequest(token, Optional.empty(), key, List.of(), Map.of());
  }

  @Test
  void whatCannotBeReadIsAFailureAndNoCrash() throws Exception {
    for (String body : List.of("", "{", "[]", "null", "{\"cursor\":\"x\"}")) {
      server.answers.add(Answer.of(200, body));
      assertThat(ask(client())).isInstanceOf(FeedReply.Failed.class);
    }
  }
}
