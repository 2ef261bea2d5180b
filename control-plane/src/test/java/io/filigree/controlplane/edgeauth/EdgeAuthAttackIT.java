package io.filigree.controlplane.edgeauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.testing.EdgeDouble;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.controlplane.testing.TestMesh;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EdgeAuthAttackIT {

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private static final String MESH = "/edge/v1/mesh";
  private static final String STATUS = "/edge/v1/status";
  private static final Optional<String> NO_BODY = Optional.empty();

  private final SiteId site = SiteId.next();
  private final TestMesh mesh = TestMesh.create(coordinator, DocumentText.of("{}"));
  private final EdgeDouble edge = enrol();

  private EdgeDouble enrol() {
    mesh.site(site, DocumentText.of("{\"site\":1}"));
    return new EdgeDouble(coordinator, mesh.key(site), mesh.id());
  }

  @Test
  void genuineRequestIsAnswered() {
    HttpResponse<String> answer = edge.send("GET", MESH, NO_BODY);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void unsignedRequestIsRefused() {
    assertProblem(edge.send("GET", MESH, NO_BODY, Map.of()), "unsigned");
    assertProblem(edge.send("GET", "/edge/v1/inbox", NO_BODY, Map.of()), "unsigned");
  }

  @Test
  void keyOfNoSiteIsRefused() {
    var stranger = new EdgeDouble(coordinator, Ed25519PrivateKey.generate(), mesh.id());
    assertProblem(stranger.send("GET", MESH, NO_BODY), "unknown-signer");
  }

  @Test
  void siteOfAnotherMeshIsRefused() {
    TestMesh other = TestMesh.create(coordinator, DocumentText.of("{}"));
    var visitor = new EdgeDouble(coordinator, mesh.key(site), other.id());
    assertProblem(visitor.send("GET", MESH, NO_BODY), "unknown-signer");
  }

  @Test
  void signatureForAnotherMeshDoesNotFit() {
    TestMesh other = TestMesh.create(coordinator, DocumentText.of("{}"));
    Map<String, String> headers = signedNow("GET", MESH, NO_BODY);
    headers.put("Filigree-Mesh", other.id().toString());
    assertProblem(edge.send("GET", MESH, NO_BODY, headers), "bad-signature");
  }

  @Test
  void flippedBitOfTheSignatureIsSeen() {
    Map<String, String> headers = signedNow("GET", MESH, NO_BODY);
    headers.computeIfPresent("Signature", (_, value) -> flip(value));
    assertProblem(edge.send("GET", MESH, NO_BODY, headers), "bad-signature");
  }

  @Test
  void signatureOfAnotherPathOrMethodDoesNotFit() {
    Map<String, String> headers = signedNow("GET", "/edge/v1/inbox", NO_BODY);
    assertProblem(edge.send("GET", MESH, NO_BODY, headers), "bad-signature");
    Map<String, String> read = signedNow("GET", "/edge/v1/leave", NO_BODY);
    assertProblem(edge.send("POST", "/edge/v1/leave", NO_BODY, read), "bad-signature");
  }

  @Test
  void uncoveredMeshHeaderIsRefused() {
    Map<String, String> headers = signedNow("GET", MESH, NO_BODY);
    headers.computeIfPresent(
        "Signature-Input", (_, value) -> value.replace(" \"filigree-mesh\"", ""));
    assertProblem(edge.send("GET", MESH, NO_BODY, headers), "unsigned");
  }

  @Test
  void bodyWithoutSignedDigestIsRefused() {
    Map<String, String> headers = signedNow("PUT", STATUS, NO_BODY);
    assertProblem(edge.send("PUT", STATUS, status(1), headers), "bad-signature");
  }

  @Test
  void changedBodyIsSeen() {
    Map<String, String> headers = signedNow("PUT", STATUS, status(1));
    assertProblem(edge.send("PUT", STATUS, status(2), headers), "bad-signature");
  }

  @Test
  void replayedWriteChangesNothing() {
    Map<String, String> first = signedNow("PUT", STATUS, status(1));
    assertThat(edge.send("PUT", STATUS, status(1), first).statusCode()).isEqualTo(204);
    assertThat(edge.send("PUT", STATUS, status(2)).statusCode()).isEqualTo(204);
    assertThat(edge.send("PUT", STATUS, status(1), first).statusCode()).isEqualTo(409);
  }

  @Test
  void writeOlderThanAMinuteIsRefused() {
    Instant old = Instant.now().minus(Duration.ofSeconds(65));
    Map<String, String> headers = edge.sign("PUT", STATUS, status(1), old, Optional.empty());
    assertProblem(edge.send("PUT", STATUS, status(1), headers), "clock-skew");
  }

  @Test
  void readMayBeReusedForFiveMinutesAndNoLonger() {
    Map<String, String> young = readFrom(Duration.ofMinutes(4));
    assertThat(edge.send("GET", MESH, NO_BODY, young).statusCode()).isEqualTo(200);
    assertThat(edge.send("GET", MESH, NO_BODY, young).statusCode()).isEqualTo(200);
    assertProblem(edge.send("GET", MESH, NO_BODY, readFrom(Duration.ofSeconds(310))), "clock-skew");
    Map<String, String> future = readFrom(Duration.ofSeconds(-310));
    assertProblem(edge.send("GET", MESH, NO_BODY, future), "clock-skew");
  }

  @Test
  void wrongClockIsToldTheTimeAndItsNonceIsTakenOnce() {
    Instant in1970 = Instant.ofEpochSecond(1_000);
    Map<String, String> headers = edge.sign("PUT", STATUS, status(1), in1970, Optional.empty());
    JsonFields problem = problem(edge.send("PUT", STATUS, status(1), headers));
    assertThat(Instant.parse(problem.text("serverTime")))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    Optional<String> nonce = Optional.of(problem.text("nonce"));
    Map<String, String> again = edge.sign("PUT", STATUS, status(1), in1970, nonce);
    assertThat(edge.send("PUT", STATUS, status(1), again).statusCode()).isEqualTo(204);
    assertProblem(edge.send("PUT", STATUS, status(1), again), "clock-skew");
  }

  @Test
  void nonceOfAnotherSiteIsWorthNothing() {
    SiteId thief = SiteId.next();
    mesh.site(thief, DocumentText.of("{\"site\":2}"));
    Map<String, String> old = readFrom(Duration.ofDays(1));
    Optional<String> nonce =
        Optional.of(problem(edge.send("GET", MESH, NO_BODY, old)).text("nonce"));
    var other = new EdgeDouble(coordinator, mesh.key(thief), mesh.id());
    Map<String, String> stolen = other.sign("GET", MESH, NO_BODY, Instant.ofEpochSecond(1), nonce);
    assertProblem(other.send("GET", MESH, NO_BODY, stolen), "clock-skew");
  }

  @Test
  void removedSiteMayStillReadTheFeedAndNothingElse() {
    mesh.remove(site);
    assertThat(edge.send("GET", MESH, NO_BODY).statusCode()).isEqualTo(200);
    assertThat(edge.send("PUT", STATUS, status(1)).statusCode()).isEqualTo(404);
  }

  @Test
  void siteRemovedLongAgoIsUnknown() {
    mesh.remove(site);
    coordinator
        .database()
        .jdbc()
        .sql("UPDATE removed_site SET removed_at = now() - interval '91 days' WHERE site_id = :id")
        .param("id", site.value())
        .update();
    assertProblem(edge.send("GET", MESH, NO_BODY), "unknown-signer");
  }

  @Test
  void longQueriesAndBodiesAreBounded() {
    Optional<String> large = Optional.of("x".repeat(300_000));
    assertThat(edge.send("PUT", STATUS, large).statusCode()).isEqualTo(413);
    assertThat(edge.send("GET", MESH + "?since=" + "9".repeat(500), NO_BODY).statusCode())
        .isEqualTo(400);
    assertThat(edge.send("GET", MESH + "?wait=46", NO_BODY).statusCode()).isEqualTo(400);
    assertThat(edge.send("GET", MESH + "?site=other", NO_BODY).statusCode()).isEqualTo(400);
  }

  private Map<String, String> signedNow(String method, String path, Optional<String> body) {
    return new HashMap<>(edge.sign(method, path, body, Instant.now(), Optional.empty()));
  }

  private Map<String, String> readFrom(Duration ago) {
    return edge.sign("GET", MESH, NO_BODY, Instant.now().minus(ago), Optional.empty());
  }

  private static String flip(String signature) {
    int at = signature.length() - 10;
    char flipped = signature.charAt(at) == 'A' ? 'B' : 'A';
    return signature.substring(0, at) + flipped + signature.substring(at + 1);
  }

  private static Optional<String> status(long counter) {
    return Optional.of(
        "{\"counter\":"
            + counter
            + ",\"cursor\":\"0."
            + "0".repeat(64)
            + "\",\"epoch\":0,\"version\":\"test\"}");
  }

  private static JsonFields problem(HttpResponse<String> answer) {
    return JsonFields.of(Json.parse(answer.body(), JsonLimits.REQUEST));
  }

  private static void assertProblem(HttpResponse<String> answer, String name) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(problem(answer).text("type")).isEqualTo("https://filigree.io/problems/" + name);
  }
}
