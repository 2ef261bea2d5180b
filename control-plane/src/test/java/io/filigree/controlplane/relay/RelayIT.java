package io.filigree.controlplane.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.testing.Box;
import io.filigree.controlplane.testing.Operator;
import io.filigree.controlplane.testing.RelayDouble;
import io.filigree.controlplane.testing.RosterAudit;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.Relay;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayIT {

  private static final String ELSEWHERE =
      "{\"endpoints\": [\"relay.example.com:51871\", \"[2001:db8::7]:443\"]}";

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private final Operator operator = new Operator(coordinator);
  private final RosterAudit audit = new RosterAudit(coordinator.database());
  private final RelayDouble newcomer = new RelayDouble(coordinator);

  @Test
  void addedRelayStandsInTheSignedMeshRecord() {
    operator.makeMesh("added");
    HttpResponse<String> added = add("added", newcomer, "relay-1");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(added.headers().firstValue("Location"))
        .contains("/api/v1/meshes/added/relays/relay-1");
    assertThat(added.headers().firstValue("ETag")).contains("\"0\"");
    assertThat(JsonPath.<String>read(added.body(), "$.address")).isEqualTo("100.100.0.0");
    List<Relay> relays = record("added").relays();
    assertThat(relays).hasSize(1);
    Relay relay = relays.getFirst();
    assertThat(relay.id()).hasToString(JsonPath.read(added.body(), "$.id"));
    assertThat(relay.name()).hasToString("relay-1");
    assertThat(relay.identityKey()).hasToString(newcomer.identityKey());
    assertThat(relay.wireGuardKey()).hasToString(newcomer.wireGuardKey());
    assertThat(relay.endpoints()).hasToString("[" + RelayDouble.ENDPOINT + "]");
    assertThat(relay.address()).hasToString("100.100.0.0");
    assertThat(audit.check("added").value()).isEqualTo(2);
    assertThat(operator.<Integer>read("added", "/roster", "$.sites")).isZero();
    assertThat(operator.<String>read("added", "/relays/relay-1", "$.identityKey"))
        .isEqualTo(newcomer.identityKey());
  }

  @Test
  void relaysAreListedByNameInPages() {
    operator.makeMesh("paged");
    for (String name : List.of("relay-b", "relay-c", "relay-a")) {
      add("paged", new RelayDouble(coordinator), name);
    }
    assertThat(operator.<List<String>>read("paged", "/relays?limit=2", "$.items[*].name"))
        .containsExactly("relay-a", "relay-b");
    String cursor = operator.read("paged", "/relays?limit=2", "$.nextCursor");
    assertThat(operator.<List<String>>read("paged", "/relays?cursor=" + cursor, "$.items[*].name"))
        .containsExactly("relay-c");
    assertThat(operator.<List<String>>read("paged", "/ranges", "$.items[*].relay"))
        .containsExactly("relay-b", "relay-c", "relay-a");
  }

  @Test
  void endpointsChangeTheSignedRecordAndNothingElseDoes() {
    operator.makeMesh("moved");
    add("moved", newcomer, "relay-1");
    String path = "/relays/relay-1";
    HttpResponse<String> changed = operator.change("PATCH", "moved", path, ELSEWHERE);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(record("moved").relays().getFirst().endpoints())
        .hasToString("[relay.example.com:51871, [2001:db8::7]:443]");
    assertThat(audit.check("moved").value()).isEqualTo(3);
    assertThat(operator.change("PATCH", "moved", path, ELSEWHERE).statusCode()).isEqualTo(200);
    assertThat(audit.check("moved").value()).as("a change that changes nothing").isEqualTo(3);
    for (String other : List.of("name", "identityKey", "wireGuardKey", "address")) {
      String patch = ELSEWHERE.replace("}", ", \"" + other + "\": \"x\"}");
      assertThat(operator.change("PATCH", "moved", path, patch).statusCode()).isEqualTo(400);
    }
    assertThat(operator.change("PATCH", "moved", path, "{\"endpoints\": []}").statusCode())
        .isEqualTo(400);
    assertThat(audit.check("moved").value()).isEqualTo(3);
  }

  @Test
  void changeAndRemovalNeedTheStateTheyAreBasedOn() {
    operator.makeMesh("tagged");
    add("tagged", newcomer, "relay-1");
    String path = "/relays/relay-1";
    assertThat(operator.change("PATCH", "tagged", path, ELSEWHERE, "\"77\"").statusCode())
        .isEqualTo(412);
    assertThat(operator.change("DELETE", "tagged", path, "", "\"77\"").statusCode()).isEqualTo(412);
    assertThat(operator.change("DELETE", "tagged", path + "?dryRun=true", "").statusCode())
        .isEqualTo(204);
    assertThat(operator.change("PATCH", "tagged", path + "?dryRun=true", ELSEWHERE).statusCode())
        .isEqualTo(200);
    assertThat(operator.<List<String>>read("tagged", path, "$.endpoints"))
        .containsExactly(RelayDouble.ENDPOINT);
    assertThat(audit.check("tagged").value()).isEqualTo(2);
    assertThat(operator.change("PATCH", "tagged", "/relays/nobody", ELSEWHERE).statusCode())
        .isEqualTo(404);
  }

  @Test
  void relaysDoNotMoveTheTagOfTheMeshNorItsOtherMembers() {
    operator.makeMesh("still");
    String tag = operator.get("still", "").headers().firstValue("ETag").orElseThrow();
    MeshRecord before = record("still");
    add("still", newcomer, "relay-1");
    assertThat(operator.get("still", "").headers().firstValue("ETag")).contains(tag);
    operator.change("PATCH", "still", "", "{\"urls\": [\"https://mesh.example.com\"]}", tag);
    assertThat(record("still").relays()).as("after a change of the mesh").hasSize(1);
    assertThat(record("still").links()).isEqualTo(before.links());
    assertThat(audit.check("still").value()).isEqualTo(3);
  }

  @Test
  void dryRunAddsNothing() {
    operator.makeMesh("tried");
    String path = "/api/v1/meshes/tried/relays?dryRun=true";
    assertThat(operator.post(path, newcomer.json("relay-1")).statusCode()).isEqualTo(201);
    assertThat(operator.get("tried", "/relays/relay-1").statusCode()).isEqualTo(404);
    assertThat(record("tried").relays()).isEmpty();
    assertThat(audit.check("tried").value()).isEqualTo(1);
  }

  @Test
  void removedRelayLeavesTheRecordAndFreesWhatItHeld() {
    operator.makeMesh("removed");
    add("removed", newcomer, "relay-1");
    add("removed", new RelayDouble(coordinator), "relay-2");
    assertThat(operator.change("DELETE", "removed", "/relays/relay-1", "").statusCode())
        .isEqualTo(204);
    assertThat(operator.get("removed", "/relays/relay-1").statusCode()).isEqualTo(404);
    assertThat(record("removed").relays()).extracting(Relay::name).hasToString("[relay-2]");
    assertThat(record("removed").massRemovalEpoch()).isEmpty();
    assertThat(audit.check("removed").value()).isEqualTo(4);
    HttpResponse<String> again = add("removed", newcomer, "relay-1");
    assertThat(again.statusCode()).as("name, keys and address are free").isEqualTo(201);
    assertThat(JsonPath.<String>read(again.body(), "$.address")).isEqualTo("100.100.0.0");
  }

  @Test
  void meshHasEightRelaysAtMost() {
    operator.makeMesh("many");
    for (int i = 1; i <= 8; i++) {
      assertThat(add("many", new RelayDouble(coordinator), "relay-" + i).statusCode())
          .isEqualTo(201);
    }
    HttpResponse<String> ninth = add("many", newcomer, "relay-9");
    assertConflict(ninth, "too-many-relays");
    assertThat(ninth.body()).contains("8 relays");
    operator.change("DELETE", "many", "/relays/relay-3", "");
    assertThat(add("many", newcomer, "relay-9").statusCode()).isEqualTo(201);
  }

  @Test
  void nameAndKeysOfAnotherAreRefused() {
    operator.makeMesh("taken");
    add("taken", newcomer, "relay-1");
    assertConflict(add("taken", new RelayDouble(coordinator), "relay-1"), "name-taken");
    assertConflict(add("taken", newcomer, "relay-2"), "identity-key-taken");
    RelayDouble other = new RelayDouble(coordinator);
    String sameKey = other.json("relay-2").replace(other.wireGuardKey(), newcomer.wireGuardKey());
    assertConflict(operator.post("/api/v1/meshes/taken/relays", sameKey), "key-taken");
    Operator.require(
        201, new Box(coordinator).join(operator.makeToken("taken", "{}"), "store-a", ""));
    assertConflict(add("taken", other, "store-a"), "name-taken");
    HttpResponse<String> site =
        new Box(coordinator).join(operator.makeToken("taken", "{}"), "relay-1", "");
    assertConflict(site, "name-taken");
    assertThat(audit.check("taken").value()).isEqualTo(3);
  }

  @Test
  void siteCannotTakeTheAddressOfARelay() {
    operator.makeMesh("address");
    add("address", newcomer, "relay-1");
    HttpResponse<String> refused =
        new Box(coordinator)
            .join(
                operator.makeToken("address", "{}"),
                "store-a",
                ", 'ranges': [{'kind': 'tunnel', 'cidr': '100.100.0.0/32'}]");
    assertConflict(refused, "range-overlap");
    assertThat(JsonPath.<String>read(refused.body(), "$.detail")).contains("of relay relay-1");
    assertThat(JsonPath.<String>read(refused.body(), "$.overlaps[0].held.relay"))
        .isEqualTo("relay-1");
  }

  @Test
  void meshWithoutTunnelPoolHasNoRelay() {
    String pools = "[{\"kind\": \"pod\", \"cidr\": \"10.128.0.0/9\"}]";
    operator.postMesh(
        "{\"name\": \"poolless\", \"mode\": \"coordinator\", \"pools\": %s}".formatted(pools));
    assertConflict(add("poolless", newcomer, "relay-1"), "pool-exhausted");
  }

  @Test
  void sameIdempotencyKeyAddsOnce() {
    operator.makeMesh("once");
    String token = coordinator.token(Role.OPERATOR);
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer =
          coordinator.send(
              coordinator
                  .as(token, "/api/v1/meshes/once/relays")
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "relay")
                  .POST(BodyPublishers.ofString(newcomer.json("relay-1"))));
      assertThat(answer.statusCode()).isEqualTo(201);
    }
    assertThat(audit.check("once").value()).isEqualTo(2);
  }

  @Test
  void viewerMayLookAndNotTouch() {
    operator.makeMesh("viewed");
    add("viewed", newcomer, "relay-1");
    String viewer = coordinator.token(Role.VIEWER);
    String relays = "/api/v1/meshes/viewed/relays";
    assertThat(coordinator.get(viewer, relays).statusCode()).isEqualTo(200);
    assertThat(coordinator.get(viewer, relays + "/relay-1").statusCode()).isEqualTo(200);
    assertThat(coordinator.get(viewer, relays + "/relay-1/status").statusCode()).isEqualTo(200);
    assertThat(coordinator.post(viewer, relays, newcomer.json("relay-2")).statusCode())
        .isEqualTo(403);
    for (String method : List.of("PATCH", "DELETE")) {
      var request =
          coordinator
              .as(viewer, relays + "/relay-1")
              .header("Content-Type", "application/json")
              .header("If-Match", "*")
              .method(method, BodyPublishers.ofString(ELSEWHERE));
      assertThat(coordinator.send(request).statusCode()).as(method).isEqualTo(403);
    }
  }

  private HttpResponse<String> add(String mesh, RelayDouble relay, String name) {
    return operator.post("/api/v1/meshes/" + mesh + "/relays", relay.json(name));
  }

  private static void assertConflict(HttpResponse<String> answer, String type) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    assertThat(JsonPath.<String>read(answer.body(), "$.type")).endsWith("/" + type);
  }

  private static MeshRecord record(String mesh) {
    return MeshRecord.parse(DocumentText.of(coordinator.database().meshRecord(mesh)));
  }
}
