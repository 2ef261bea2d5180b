package io.filigree.controlplane.edgeauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.testing.EdgeDouble;
import io.filigree.controlplane.testing.Operator;
import io.filigree.controlplane.testing.RelayDouble;
import io.filigree.controlplane.testing.RosterAudit;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.feed.RosterVerifier;
import io.filigree.protocol.feed.Verdict;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.Format;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.FactsStatement;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a relay's identity key opens, and what it does not. */
final class RelayAccessIT {

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private static final String MESH = "/edge/v1/mesh";
  private static final String RELAY = "/edge/v1/relay";
  private static final String STATUS = "/edge/v1/status";
  private static final String ELSEWHERE = "[2001:db8::7]:443";
  private static final Optional<String> NO_BODY = Optional.empty();

  private final Operator operator = new Operator(coordinator);
  private final RosterAudit audit = new RosterAudit(coordinator.database());
  private final String name = "m" + UUID.randomUUID().toString().substring(24);
  private final RelayDouble relay = new RelayDouble(coordinator);
  private final Ed25519PrivateKey siteKey = Ed25519PrivateKey.generate();
  private final WireGuardPublicKey siteTunnel = WireGuardPrivateKey.generate().publicKey();
  private final JoinToken token = token();
  private final MeshId mesh = token.trust().mesh();
  private final EdgeDouble site = new EdgeDouble(coordinator, siteKey, mesh);

  private JoinToken token() {
    operator.makeMesh(name);
    return operator.makeToken(name, "{\"kind\": \"relay\"}");
  }

  /** A relay and a site that has put facts: epoch 3. */
  @BeforeEach
  void enrol() {
    Operator.require(201, relay.join(token, "relay-1"));
    JoinToken forSite = operator.makeToken(name, "{}");
    String join =
        "{\"token\": \"%s\", \"name\": \"store-a\", \"identityKey\": \"%s\"}"
            .formatted(forSite.credential(), siteKey.publicKey().text());
    HttpResponse<String> joined =
        Operator.require(201, site.send("POST", "/edge/v1/join", Optional.of(join)));
    SiteId id = SiteId.parse(JsonPath.read(joined.body(), "$.siteId"));
    Operator.require(204, site.send("PUT", "/edge/v1/facts", facts(id, 1, siteTunnel)));
  }

  @Test
  void relayReadsTheWholeFeedAndItVerifies() {
    HttpResponse<String> answer = relay.signed(mesh).send("GET", MESH, NO_BODY);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    MeshAnswer feed = parsed(answer);
    MeshCopy copy = MeshCopy.empty().apply(feed);
    assertThat(copy.digest()).isEqualTo(feed.cursor().digest());
    assertThat(copy.records()).hasSize(1);
    assertThat(copy.facts()).hasSize(1);
    assertThat(
            new RosterVerifier()
                .verify(
                    copy,
                    mesh,
                    token.trust().rosterKey(),
                    feed.epoch(),
                    feed.signature(),
                    Format.FORMAT))
        .isInstanceOf(Verdict.Accepted.class);
    MeshRecord record = MeshRecord.parse(copy.meshRecord().orElseThrow());
    assertThat(record.relays().getFirst().identityKey()).hasToString(relay.identityKey());
  }

  @Test
  void waitingRelayIsWokenByAChange() {
    String cursor = parsed(relay.signed(mesh).send("GET", MESH, NO_BODY)).cursor().toString();
    CompletableFuture<HttpResponse<String>> waiting =
        CompletableFuture.supplyAsync(
            () -> relay.signed(mesh).send("GET", MESH + "?wait=45&since=" + cursor, NO_BODY));
    operator.change("PATCH", name, "", "{\"urls\": [\"https://mesh.example.com\"]}");
    HttpResponse<String> answer = waiting.orTimeout(20, TimeUnit.SECONDS).join();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(parsed(answer).full()).isFalse();
  }

  @Test
  void nothingOfASiteExistsForARelay() {
    EdgeDouble signed = relay.signed(mesh);
    Optional<String> body = Optional.of("{}");
    for (Map.Entry<String, String> route :
        List.of(
            Map.entry("PUT", "/edge/v1/facts"),
            Map.entry("GET", "/edge/v1/inbox"),
            Map.entry("POST", "/edge/v1/leave"),
            Map.entry("GET", STATUS),
            Map.entry("GET", RELAY),
            Map.entry("DELETE", RELAY),
            Map.entry("GET", "/edge/v1/m%65sh"),
            Map.entry("PUT", "/edge/v1/f%61cts"),
            Map.entry("PUT", "/edge/v1/exports"))) {
      boolean get = route.getKey().equals("GET");
      HttpResponse<String> answer =
          signed.send(route.getKey(), route.getValue(), get ? NO_BODY : body);
      assertThat(answer.statusCode()).as("%s %s", route, answer.body()).isIn(400, 404);
    }
    assertThat(operator.<Boolean>read(name, "/sites/store-a", "$.listed")).isTrue();
    assertThat(audit.check(name).value()).isEqualTo(3);
  }

  @Test
  void nothingOfARelayExistsForASite() {
    Optional<String> body = Optional.of(RelayDouble.announcement(1, siteTunnel.text(), ELSEWHERE));
    for (String path : List.of(RELAY, "/edge/v1/r%65lay")) {
      HttpResponse<String> answer = site.send("PUT", path, body);
      assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isIn(400, 404);
    }
    assertThat(operator.<Integer>read(name, "/relays/relay-1", "$.counter")).isZero();
  }

  @Test
  void strangersAndOtherMeshesAreRefused() {
    Optional<String> body =
        Optional.of(RelayDouble.announcement(1, relay.wireGuardKey(), ELSEWHERE));
    HttpResponse<String> stranger =
        new RelayDouble(coordinator).signed(mesh).send("PUT", RELAY, body);
    assertProblem(stranger, 401, "unknown-signer");
    operator.makeMesh(name + "-2");
    MeshId other = operator.makeToken(name + "-2", "{}").trust().mesh();
    assertProblem(relay.signed(other).send("PUT", RELAY, body), 401, "unknown-signer");
    assertProblem(relay.signed(other).send("GET", MESH, NO_BODY), 401, "unknown-signer");
    EdgeDouble unsigned = relay.signed(mesh);
    assertProblem(unsigned.send("PUT", RELAY, body, Map.of()), 401, "unsigned");
  }

  @Test
  void announcementChangesTheSignedRecordOnce() {
    String key = WireGuardPrivateKey.generate().publicKey().text();
    assertThat(relay.announce(mesh, 1, key, ELSEWHERE).statusCode()).isEqualTo(204);
    assertThat(relay.announce(mesh, 1, key, ELSEWHERE).statusCode()).isEqualTo(204);
    assertThat(audit.check(name).value()).isEqualTo(4);
    assertThat(operator.<String>read(name, "/relays/relay-1", "$.wireGuardKey")).isEqualTo(key);
    assertThat(operator.<List<String>>read(name, "/relays/relay-1", "$.endpoints"))
        .containsExactly(ELSEWHERE);
    assertThat(relay.announce(mesh, 2, key, ELSEWHERE).statusCode()).isEqualTo(204);
    assertThat(audit.check(name).value()).as("the same said anew").isEqualTo(4);
    assertThat(operator.<Integer>read(name, "/relays/relay-1", "$.counter")).isEqualTo(2);
  }

  @Test
  void replayedAnnouncementChangesNothing() {
    EdgeDouble signed = relay.signed(mesh);
    Optional<String> old =
        Optional.of(RelayDouble.announcement(1, relay.wireGuardKey(), ELSEWHERE));
    Map<String, String> headers = signed.sign("PUT", RELAY, old, Instant.now(), NO_BODY);
    assertThat(signed.send("PUT", RELAY, old, headers).statusCode()).isEqualTo(204);
    relay.announce(mesh, 2, relay.wireGuardKey(), RelayDouble.ENDPOINT);
    HttpResponse<String> replay = signed.send("PUT", RELAY, old, headers);
    assertProblem(replay, 409, "stale-counter");
    assertThat(JsonPath.<Integer>read(replay.body(), "$.counter")).isEqualTo(2);
    assertProblem(relay.announce(mesh, 2, relay.wireGuardKey(), ELSEWHERE), 409, "stale-counter");
    assertThat(operator.<List<String>>read(name, "/relays/relay-1", "$.endpoints"))
        .containsExactly(RelayDouble.ENDPOINT);
    Instant late = Instant.now().minus(Duration.ofSeconds(65));
    Optional<String> next =
        Optional.of(RelayDouble.announcement(3, relay.wireGuardKey(), ELSEWHERE));
    assertProblem(
        signed.send("PUT", RELAY, next, signed.sign("PUT", RELAY, next, late, NO_BODY)),
        401,
        "clock-skew");
  }

  @Test
  void wireGuardKeyIsASitesOrARelays() {
    HttpResponse<String> refused = relay.announce(mesh, 1, siteTunnel.text(), ELSEWHERE);
    assertProblem(refused, 409, "key-taken");
    assertThat(audit.check(name).value()).isEqualTo(3);
    assertThat(operator.<Integer>read(name, "/relays/relay-1", "$.counter")).isZero();
    SiteId id = SiteId.parse(operator.read(name, "/sites/store-a", "$.id"));
    WireGuardPublicKey relays = WireGuardPublicKey.parse(relay.wireGuardKey());
    assertProblem(site.send("PUT", "/edge/v1/facts", facts(id, 2, relays)), 409, "key-taken");
    String added =
        new RelayDouble(coordinator)
            .json("relay-2")
            .replaceFirst(
                "\"wireGuardKey\": \"[^\"]*\"", "\"wireGuardKey\": \"" + siteTunnel + "\"");
    assertProblem(operator.post("/api/v1/meshes/" + name + "/relays", added), 409, "key-taken");
  }

  @Test
  void operatorSeesWhatARelayReports() {
    String path = "/relays/relay-1/status";
    assertThat(operator.get(name, path).body()).doesNotContain("applied", "reportedAt");
    EdgeDouble signed = relay.signed(mesh);
    assertThat(signed.send("PUT", STATUS, status(5)).statusCode()).isEqualTo(204);
    assertThat(signed.send("PUT", STATUS, status(5)).statusCode()).isEqualTo(204);
    assertProblem(signed.send("PUT", STATUS, status(4)), 409, "stale-counter");
    String shown = operator.get(name, path).body();
    assertThat(JsonPath.<Integer>read(shown, "$.applied.epoch")).isEqualTo(3);
    assertThat(JsonPath.<Integer>read(shown, "$.offered.epoch")).isEqualTo(3);
    assertThat(JsonPath.<String>read(shown, "$.version")).isEqualTo("test");
    assertThat(operator.<Integer>read(name, "/status", "$.items.length()"))
        .as("it is no site")
        .isEqualTo(1);
    assertThat(signed.send("PUT", STATUS, Optional.of("{}")).statusCode()).isEqualTo(400);
    assertThat(operator.get(name, "/relays/nobody/status").statusCode()).isEqualTo(404);
  }

  @Test
  void removedRelayMayReadTheFeedForNinetyDaysAndDoNothingElse() {
    operator.change("DELETE", name, "/relays/relay-1", "");
    EdgeDouble signed = relay.signed(mesh);
    HttpResponse<String> answer = signed.send("GET", MESH, NO_BODY);
    assertThat(answer.statusCode()).isEqualTo(200);
    MeshRecord record = MeshRecord.parse(parsed(answer).mesh().orElseThrow());
    assertThat(record.relays()).as("so it learns it").isEmpty();
    assertThat(signed.send("PUT", STATUS, status(9)).statusCode()).isEqualTo(404);
    assertThat(relay.announce(mesh, 9, relay.wireGuardKey(), ELSEWHERE).statusCode())
        .isEqualTo(404);
    String age = "UPDATE removed_relay SET removed_at = now() - interval '91 days'";
    coordinator.database().jdbc().sql(age).update();
    assertProblem(signed.send("GET", MESH, NO_BODY), 401, "unknown-signer");
  }

  private Optional<String> facts(SiteId about, long counter, WireGuardPublicKey key) {
    DocumentText facts = Facts.of(mesh, about, counter, key, 51871, List.of()).write();
    return Optional.of(
        new SignedFacts(facts, new FactsStatement(facts).sign(siteKey)).toJson().toJson());
  }

  private static Optional<String> status(long counter) {
    return Optional.of(
        "{\"counter\":%d,\"cursor\":\"4.%s\",\"epoch\":3,\"version\":\"test\"}"
            .formatted(counter, "0".repeat(64)));
  }

  private static MeshAnswer parsed(HttpResponse<String> answer) {
    byte[] json = answer.body().getBytes(StandardCharsets.UTF_8);
    return MeshAnswer.parse(new ByteArrayInputStream(json));
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JsonPath.<String>read(answer.body(), "$.type")).endsWith("/" + type);
  }
}
