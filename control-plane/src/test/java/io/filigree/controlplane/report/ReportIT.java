package io.filigree.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.api.PageQuery;
import io.filigree.controlplane.testing.EdgeDouble;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.controlplane.testing.TestMesh;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.FactsStatement;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ReportIT {

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private static final String FACTS = "/edge/v1/facts";

  private final TestMesh mesh = TestMesh.create(coordinator, DocumentText.of("{}"));
  private final SiteId site = listed();
  private final SiteId other = listed();
  private final WireGuardPublicKey key = WireGuardPrivateKey.generate().publicKey();

  private SiteId listed() {
    SiteId id = SiteId.next();
    mesh.site(id, DocumentText.of("{\"site\":\"" + id + "\"}"));
    return id;
  }

  @Test
  void factsAreStoredAndMoveTheMeshByOneRevision() {
    long before = revision();
    assertThat(put(site, facts(site, 1, key)).statusCode()).isEqualTo(204);
    assertThat(revision()).isEqualTo(before + 1);
  }

  @Test
  void sameBytesAgainChangeNothing() {
    DocumentText facts = facts(site, 1, key);
    put(site, facts);
    long before = revision();
    assertThat(put(site, facts).statusCode()).isEqualTo(204);
    assertThat(revision()).isEqualTo(before);
  }

  @Test
  void staleCounterGetsTheStoredDocumentBack() {
    DocumentText newest = facts(site, 7, key);
    put(site, newest);
    HttpResponse<String> answer = put(site, facts(site, 6, key));
    assertThat(answer.statusCode()).isEqualTo(409);
    JsonFields problem = problem(answer);
    assertThat(problem.text("type")).endsWith("/stale-counter");
    SignedFacts stored = SignedFacts.parse(problem);
    assertThat(stored.document()).isEqualTo(newest);
    assertThat(problem(put(site, facts(site, 7, otherKey()))).text("type"))
        .endsWith("/stale-counter");
  }

  @Test
  void counterBelowTheRecordsMinimumIsStale() {
    coordinator
        .database()
        .jdbc()
        .sql("UPDATE site SET min_counter = 5 WHERE id = :id")
        .param("id", site.value())
        .update();
    assertThat(problem(put(site, facts(site, 4, key))).integer("minCounter", 0, 99)).isEqualTo(5);
  }

  @Test
  void factsAboutAnotherSiteDoNotExist() {
    assertThat(put(site, facts(other, 1, key)).statusCode()).isEqualTo(404);
  }

  @Test
  void factsSignedByAnotherKeyAreRefused() {
    DocumentText document = facts(site, 1, key);
    String body = body(document, Ed25519PrivateKey.generate());
    HttpResponse<String> answer = edge(site).send("PUT", FACTS, Optional.of(body));
    assertThat(problem(answer).text("type")).endsWith("/bad-document-signature");
  }

  @Test
  void keyOfAnotherSiteIsTaken() {
    put(site, facts(site, 1, key));
    long before = revision();
    HttpResponse<String> answer = put(other, facts(other, 1, key));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(problem(answer).text("type")).endsWith("/key-taken");
    assertThat(revision()).isEqualTo(before);
    assertThat(put(other, facts(other, 1, otherKey())).statusCode()).isEqualTo(204);
  }

  @Test
  void siteMayRotateToItsNextKey() {
    WireGuardPublicKey next = otherKey();
    put(site, facts(site, 1, key, Optional.of(next)));
    assertThat(put(site, facts(site, 2, next)).statusCode()).isEqualTo(204);
    assertThat(put(other, facts(other, 1, key)).statusCode())
        .as("the old key is free")
        .isEqualTo(204);
  }

  @Test
  void smallOrderKeyIsRefusedWithItsField() {
    String zero = "A".repeat(43);
    DocumentText facts = DocumentText.of(facts(site, 1, key).text().replace(key.toString(), zero));
    HttpResponse<String> answer = put(site, facts);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("wireGuardKey");
  }

  @Test
  void siteThatIsNotListedWaitsForTheRoster() {
    coordinator
        .database()
        .jdbc()
        .sql("UPDATE site SET record = NULL WHERE id = :id")
        .param("id", site.value())
        .update();
    assertThat(problem(put(site, facts(site, 1, key))).text("type")).endsWith("/not-listed");
  }

  @Test
  void inboxShowsWhereTheSiteWasSeen() {
    edge(site).send("GET", "/edge/v1/inbox", Optional.empty());
    coordinator.bean(Observations.class).flush();
    HttpResponse<String> answer = edge(site).send("GET", "/edge/v1/inbox", Optional.empty());
    assertThat(answer.body()).contains("\"address\":\"127.0.0.1\"");
    assertThat(answer.headers().firstValue("Filigree-Inbox")).contains("1");
  }

  @Test
  void publicPeersSightingGivesTheTunnelsPortAndRingsOnce() {
    edge(site).send("GET", "/edge/v1/inbox", Optional.empty());
    coordinator.bean(Observations.class).flush();
    sees(other, 1, "{\"site\":\"" + site + "\",\"endpoint\":\"127.0.0.1:4711\"}");
    assertThat(inbox(site).body()).contains("\"port\":4711");
    assertThat(inbox(site).headers().firstValue("Filigree-Inbox")).contains("2");
    sees(other, 2, "{\"site\":\"" + site + "\",\"endpoint\":\"127.0.0.1:4711\"}");
    assertThat(inbox(site).headers().firstValue("Filigree-Inbox")).as("no news").contains("2");
    sees(other, 3, "");
    assertThat(inbox(site).body()).doesNotContain("port");
  }

  @Test
  void sightingAtAnAddressWhereTheCoordinatorNeverSawTheSiteIsNotPassedOn() {
    edge(site).send("GET", "/edge/v1/inbox", Optional.empty());
    coordinator.bean(Observations.class).flush();
    sees(other, 1, "{\"site\":\"" + site + "\",\"endpoint\":\"203.0.113.7:53\"}");
    assertThat(inbox(site).body()).doesNotContain("203.0.113.7").doesNotContain("port");
  }

  @Test
  void sightingOfASiteOfAnotherMeshIsIgnored() {
    TestMesh elsewhere = TestMesh.create(coordinator, DocumentText.of("{}"));
    SiteId stranger = SiteId.next();
    elsewhere.site(stranger, DocumentText.of("{\"site\":\"" + stranger + "\"}"));
    sees(other, 1, "{\"site\":\"" + stranger + "\",\"endpoint\":\"127.0.0.1:4711\"}");
    EdgeDouble there = new EdgeDouble(coordinator, elsewhere.key(stranger), elsewhere.id());
    assertThat(there.send("GET", "/edge/v1/inbox", Optional.empty()).body())
        .contains("\"number\":0");
  }

  private void sees(SiteId reporter, long counter, String sightings) {
    String status =
        "{\"counter\":%d,\"cursor\":\"2.%s\",\"epoch\":1,\"version\":\"0.1.0\",\"seen\":[%s]}"
            .formatted(counter, "0".repeat(64), sightings);
    assertThat(edge(reporter).send("PUT", "/edge/v1/status", Optional.of(status)).statusCode())
        .isEqualTo(204);
  }

  private HttpResponse<String> inbox(SiteId of) {
    return edge(of).send("GET", "/edge/v1/inbox", Optional.empty());
  }

  @Test
  void operatorSeesStatusAndLastContact() {
    String status =
        "{\"counter\":3,\"cursor\":\"2."
            + "0".repeat(64)
            + "\",\"epoch\":1,\"version\":\"0.1.0\","
            + "\"refusals\":[{\"site\":\"store-b\",\"reason\":\"wrong key\"}],\"peers\":{\"total\":2}}";
    long before = revision();
    assertThat(edge(site).send("PUT", "/edge/v1/status", Optional.of(status)).statusCode())
        .isEqualTo(204);
    assertThat(revision()).as("status moves no revision").isEqualTo(before);
    coordinator.bean(Observations.class).flush();
    SiteStatus seen =
        statuses().stream()
            .filter(row -> row.site().equals(site.toString()))
            .findFirst()
            .orElseThrow();
    assertThat(seen.applied()).contains(new SiteStatus.Standing(2, 1));
    assertThat(seen.offered().revision()).isEqualTo(before);
    assertThat(seen.lastContact()).isPresent();
    assertThat(seen.refusals()).containsExactly(new Refusal(Optional.of("store-b"), "wrong key"));
  }

  @Test
  void malformedStatusNamesItsField() {
    for (String bad : List.of("{}", "{\"counter\":0}", "[]", "{\"counter\":1,\"counter\":2}")) {
      HttpResponse<String> answer = edge(site).send("PUT", "/edge/v1/status", Optional.of(bad));
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      assertThat(answer.body()).contains("violations");
    }
  }

  private List<SiteStatus> statuses() {
    String name = "m" + mesh.id().toString().substring(24);
    return coordinator.bean(SiteStatusTable.class).page(name, new PageQuery(Optional.empty(), 50));
  }

  private HttpResponse<String> put(SiteId signer, DocumentText facts) {
    return edge(signer).send("PUT", FACTS, Optional.of(body(facts, mesh.key(signer))));
  }

  private static String body(DocumentText facts, Ed25519PrivateKey signer) {
    return new SignedFacts(facts, new FactsStatement(facts).sign(signer)).toJson().toJson();
  }

  private EdgeDouble edge(SiteId signer) {
    return new EdgeDouble(coordinator, mesh.key(signer), mesh.id());
  }

  private DocumentText facts(SiteId about, long counter, WireGuardPublicKey current) {
    return facts(about, counter, current, Optional.empty());
  }

  private DocumentText facts(
      SiteId about, long counter, WireGuardPublicKey current, Optional<WireGuardPublicKey> next) {
    return new Facts(
            mesh.id(), about, counter, 1, current, next, 51871, List.of(), Optional.empty())
        .write();
  }

  private static WireGuardPublicKey otherKey() {
    return WireGuardPrivateKey.generate().publicKey();
  }

  private long revision() {
    return coordinator
        .database()
        .jdbc()
        .sql("SELECT revision FROM mesh WHERE id = :id")
        .param("id", mesh.id().value())
        .query(Long.class)
        .single();
  }

  private static JsonFields problem(HttpResponse<String> answer) {
    return JsonFields.of(Json.parse(answer.body(), JsonLimits.REQUEST));
  }
}
