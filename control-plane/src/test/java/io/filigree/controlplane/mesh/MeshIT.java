package io.filigree.controlplane.mesh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.testing.Box;
import io.filigree.controlplane.testing.Operator;
import io.filigree.controlplane.testing.RosterAudit;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.protocol.key.Ed25519PrivateKey;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MeshIT {

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private final Operator operator = new Operator(coordinator);
  private final RosterAudit audit = new RosterAudit(coordinator.database());

  @Test
  void newMeshHasSignedEmptyRosterAndShowsItsRecoveryKeyOnce() {
    HttpResponse<String> made = operator.postMesh(json("'fresh'", ""));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    byte[] seed =
        Base64.getUrlDecoder().decode(JsonPath.<String>read(made.body(), "$.recoveryKey"));
    assertThat(Ed25519PrivateKey.ofSeed(seed).publicKey().text())
        .isEqualTo(JsonPath.read(made.body(), "$.recoveryPublicKey"));
    HttpResponse<String> again = operator.get("fresh", "");
    assertThat(again.body()).doesNotContain("recoveryKey\"");
    assertThat(JsonPath.<List<String>>read(again.body(), "$.pools[*].cidr"))
        .containsExactly("10.128.0.0/9", "10.64.0.0/10", "100.100.0.0/16");
    assertThat(audit.check("fresh").value()).isEqualTo(1);
    assertThat(operator.<Integer>read("fresh", "/roster", "$.epoch")).isEqualTo(1);
  }

  @Test
  void databaseHoldsNeitherRecoveryNorOpenRosterKey() {
    HttpResponse<String> made = operator.postMesh(json("'sealed'", ""));
    byte[] seed =
        Base64.getUrlDecoder().decode(JsonPath.<String>read(made.body(), "$.recoveryKey"));
    String rows =
        coordinator
            .database()
            .jdbc()
            .sql("SELECT string_agg(m::text, ';') FROM mesh m")
            .query(String.class)
            .single();
    assertThat(rows).doesNotContain(HexFormat.of().formatHex(seed));
    assertThat(rows).doesNotContain(JsonPath.<String>read(made.body(), "$.recoveryKey"));
  }

  @Test
  void operatorMayBringTheRecoveryKey() {
    String key = Ed25519PrivateKey.generate().publicKey().text();
    HttpResponse<String> made =
        operator.postMesh(json("'brought'", ", 'recoveryPublicKey': '" + key + "'"));
    assertThat(JsonPath.<String>read(made.body(), "$.recoveryPublicKey")).isEqualTo(key);
    assertThat(made.body()).doesNotContain("recoveryKey\"");
  }

  @Test
  void operatorModeIsRefusedUntilItIsThere() {
    HttpResponse<String> refused =
        operator.postMesh("{\"name\": \"offline\", \"mode\": \"operator\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<String>read(refused.body(), "$.violations[0].field")).isEqualTo("mode");
    assertThat(JsonPath.<String>read(refused.body(), "$.violations[0].reason"))
        .contains("not available yet");
  }

  @Test
  void takenNameIsAConflict() {
    operator.makeMesh("taken");
    HttpResponse<String> refused = operator.postMesh(json("'taken'", ""));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(JsonPath.<String>read(refused.body(), "$.type")).endsWith("/mesh-name-taken");
  }

  @Test
  void dryRunChangesNothing() {
    HttpResponse<String> tried =
        operator.post("/api/v1/meshes?dryRun=true", json("'imagined'", ""));
    assertThat(tried.statusCode()).isEqualTo(201);
    assertThat(tried.body()).doesNotContain("recoveryKey\"");
    assertThat(operator.get("imagined", "").statusCode()).isEqualTo(404);
    operator.makeMesh("tried");
    String links = "{\"links\": [{\"from\": \"site=hub\", \"to\": \"*\"}]}";
    assertThat(operator.change("PATCH", "tried", "?dryRun=true", links).statusCode())
        .isEqualTo(200);
    assertThat(operator.<String>read("tried", "", "$.links[0].from")).isEqualTo("*");
    assertThat(audit.check("tried").value()).isEqualTo(1);
    assertThat(operator.change("PATCH", "tried", "", links).statusCode()).isEqualTo(200);
    assertThat(audit.check("tried").value()).isEqualTo(2);
  }

  @Test
  void changeOfLinksIsAnnouncedSoThatEdgesBelieveIt() {
    operator.makeMesh("relinked");
    String urls = "{\"urls\": [\"https://mesh.example.com\"]}";
    operator.change("PATCH", "relinked", "", urls);
    assertThat(coordinator.database().meshRecord("relinked")).doesNotContain("massRemovalEpoch");
    String links = "{\"links\": [{\"from\": \"site=hub\", \"to\": \"*\"}]}";
    operator.change("PATCH", "relinked", "", links);
    assertThat(coordinator.database().meshRecord("relinked"))
        .contains("\"massRemovalEpoch\":" + audit.check("relinked").value());
  }

  @Test
  void changeNeedsTheStateItIsBasedOn() {
    operator.makeMesh("tagged");
    String tag = operator.get("tagged", "").headers().firstValue("ETag").orElseThrow();
    String urls = "{\"urls\": [\"https://mesh.example.com\"]}";
    assertThat(operator.change("PATCH", "tagged", "", urls, tag).statusCode()).isEqualTo(200);
    assertThat(operator.change("PATCH", "tagged", "", urls, tag).statusCode()).isEqualTo(412);
    assertThat(audit.check("tagged").value()).isEqualTo(2);
  }

  @Test
  void joiningSitesDoNotMoveTheTagOfTheMesh() {
    operator.makeMesh("still");
    String tag = operator.get("still", "").headers().firstValue("ETag").orElseThrow();
    new Box(coordinator).join(operator.makeToken("still", "{}"), "store-a", "");
    assertThat(operator.get("still", "").headers().firstValue("ETag")).contains(tag);
  }

  @Test
  void planShowsTheNextBlocksAndTheRoom() {
    operator.makeMesh("plan");
    HttpResponse<String> plan = operator.get("plan", "/plan?pod=16&service=16");
    assertThat(JsonPath.<List<String>>read(plan.body(), "$.ranges[*].cidr"))
        .containsExactly("100.100.0.0/32", "10.128.0.0/16", "10.64.0.0/16");
    assertThat(JsonPath.<Integer>read(plan.body(), "$.sitesThatFit")).isEqualTo(64);
    assertThat(operator.get("plan", "/plan?pod=8").statusCode()).isEqualTo(409);
    assertThat(operator.get("plan", "/plan?pod=129").statusCode()).isEqualTo(400);
  }

  @Test
  void ipv6PoolsPlanDualStackSites() {
    String pools =
        """
        , 'pools': [{'kind': 'tunnel', 'cidr': '100.100.0.0/24'}, {'kind': 'tunnel', 'cidr': 'fd00:1::/64'},
                    {'kind': 'pod', 'cidr': '10.128.0.0/9'}, {'kind': 'pod', 'cidr': 'fd00:2::/40'},
                    {'kind': 'service', 'cidr': '10.64.0.0/10'}, {'kind': 'service', 'cidr': 'fd00:3::/96'}]
        """;
    assertThat(operator.postMesh(json("'dual'", pools)).statusCode()).isEqualTo(201);
    HttpResponse<String> answer =
        new Box(coordinator)
            .join(operator.makeToken("dual", "{}"), "store-a", ", 'plan': {'pod': 20}");
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.ranges[*].cidr"))
        .containsExactly(
            "100.100.0.0/32",
            "fd00:1::/128",
            "10.128.0.0/20",
            "fd00:2::/56",
            "10.64.0.0/16",
            "fd00:3::/112");
    assertThat(JsonPath.<String>read(answer.body(), "$.k3s.clusterCidr"))
        .isEqualTo("10.128.0.0/20,fd00:2::/56");
  }

  @Test
  void listsArePaged() {
    List.of("page-a", "page-b", "page-c").forEach(operator::makeMesh);
    String url = "/api/v1/meshes?limit=1&cursor=";
    String cursor =
        Base64.getUrlEncoder().withoutPadding().encodeToString("1page-a".getBytes(UTF_8));
    HttpResponse<String> page = coordinator.get(coordinator.token(Role.VIEWER), url + cursor);
    assertThat(JsonPath.<List<String>>read(page.body(), "$.items[*].name"))
        .containsExactly("page-b");
    assertThat(JsonPath.<String>read(page.body(), "$.nextCursor")).isNotEmpty();
  }

  private static String json(String name, String more) {
    return "{'name': %s, 'mode': 'coordinator', 'urls': ['https://127.0.0.1:8443']%s}"
        .formatted(name, more)
        .replace('\'', '"');
  }
}
