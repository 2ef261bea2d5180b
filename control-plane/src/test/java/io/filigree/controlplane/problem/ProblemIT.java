package io.filigree.controlplane.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.probe.Probe;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProblemIT {
  private static final String PROBE = "/api/v1/probe";

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator(Probe.class);

  private static String token = "";

  @BeforeAll
  static void authorise() {
    token = coordinator.token(Role.VIEWER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name": "a", "on": true, "extra": 1}                  | extra         | is not a known field
          {"name": 5, "on": true}                                | name          | must be a string
          {"name": "a", "on": "yes"}                             | on            | must be true or false
          {"name": "a", "on": true, "parts": {}}                 | parts         | must be an array
          {"name": "a", "on": true, "parts": [{"size": "1"}]}    | parts[0].size | must be a whole number
          {"name": "a", "on": true, "parts": [{"size": 1.5}]}    | parts[0].size | must be a whole number
          {"name": "a", "on": true, "parts": [{"size": 1, "x": 1}]} | parts[0].x    | is not a known field
          {"name": "a", "name": "b"}                             | body          | is not valid JSON (line 1, column 21)
          {"name": "a", "on": true} {}                           | body          | must be an object
          {"name": "a",                                          | body          | is not valid JSON (line 1, column 14)
          []                                                     | body          | must be an object
          """)
  void badBodyIsRefusedNamingTheField(String body, String field, String reason) {
    var answer = coordinator.post(token, PROBE, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertProblem(answer, "invalid-request");
    assertThat(JsonPath.<String>read(answer.body(), "$.violations[0].field")).isEqualTo(field);
    assertThat(JsonPath.<String>read(answer.body(), "$.violations[0].reason")).startsWith(reason);
  }

  @Test
  void allMissingFieldsAreNamedAtOnce() {
    var answer = coordinator.post(token, PROBE, "{}");
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.violations[*].field"))
        .containsExactlyInAnyOrder("name", "on");
  }

  @Test
  void missingBodyIsSaidToBeMissing() {
    var answer = coordinator.post(token, PROBE, "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<String>read(answer.body(), "$.violations[0].field")).isEqualTo("body");
  }

  @Test
  void controlCharactersAndLongNamesAreNotEchoed() {
    String field = "x\\u001b[31m" + "y".repeat(1000);
    var answer = coordinator.post(token, PROBE, "{\"" + field + "\": 1}");
    String echoed = JsonPath.read(answer.body(), "$.violations[0].field");
    assertThat(echoed).hasSizeLessThan(210).doesNotContain("\u001b");
  }

  @Test
  void wrongParameterIsNamed() {
    var answer = coordinator.get(token, PROBE + "/number?n=four");
    assertThat(JsonPath.<String>read(answer.body(), "$.violations[0].field")).isEqualTo("n");
    assertProblem(coordinator.get(token, PROBE + "/number"), "invalid-request");
  }

  @Test
  void wrongMethodTypeAndPathAreProblems() {
    var deleted = coordinator.send(coordinator.as(token, PROBE + "/number").DELETE());
    assertProblem(deleted, "method-not-allowed");
    assertThat(deleted.headers().firstValue("Allow")).contains("GET");
    var text = coordinator.as(token, PROBE).header("Content-Type", "text/plain");
    assertProblem(
        coordinator.send(text.POST(BodyPublishers.ofString("x"))), "unsupported-media-type");
    var picture = coordinator.as(token, PROBE + "/number?n=1").header("Accept", "image/png");
    assertProblem(coordinator.send(picture), "not-acceptable");
    assertProblem(coordinator.get(token, "/api/v1/nowhere"), "not-found");
  }

  @Test
  void overlongBodyIsRefusedHoweverItIsSent() {
    String body = "{\"name\": \"" + "a".repeat(70_000) + "\", \"on\": true}";
    assertProblem(coordinator.post(token, PROBE, body), "body-too-large");
    var chunked =
        coordinator
            .as(token, PROBE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(body)));
    assertProblem(coordinator.send(chunked), "body-too-large");
  }

  @Test
  void accidentIsLoggedUnderAnIdAndTellsNothing() {
    var answer = coordinator.get(token, PROBE + "/broken");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(JsonPath.<String>read(answer.body(), "$.id")).hasSize(36);
    assertThat(answer.body()).doesNotContain(Probe.SECRET).doesNotContain("Exception");
  }

  @Test
  void missingDatabaseIs503() {
    var answer = coordinator.get(token, PROBE + "/database");
    assertProblem(answer, "unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).doesNotContain(Probe.SECRET);
  }

  @Test
  void pathThatTheFirewallRefusesIsAProblemToo() {
    assertProblem(coordinator.get(token, "/api/v1/probe;x=1/number"), "invalid-request");
  }

  @Test
  void headersBeyondAllBoundsAreAProblemToo() {
    var request = coordinator.as(token, PROBE + "/number?n=1").header("X-Long", "y".repeat(20_000));
    var answer = coordinator.send(request);
    assertThat(answer.statusCode()).isEqualTo(431);
    assertProblem(answer, "invalid-request");
  }

  @Test
  void routeWithoutARuleIsForEverybodyForbidden() {
    String admin = coordinator.token(Role.ADMIN);
    assertProblem(coordinator.get(admin, PROBE + "/forgotten"), "forbidden");
  }

  @Test
  void tokenOfOneMeshIsGoodForThatMeshOnly() {
    String scoped = coordinator.token(Role.OPERATOR);
    assertThat(coordinator.get(scoped, PROBE + "/meshes/a").statusCode()).isEqualTo(200);
    var sql = coordinator.database().jdbc();
    sql.sql(
            """
            INSERT INTO mesh (id, name, mode, record, roster_public_key, recovery_public_key)
            VALUES (gen_random_uuid(), 'a', 'operator', '{}', decode(repeat('00', 32), 'hex'),
              decode(repeat('00', 32), 'hex'))
            """)
        .update();
    sql.sql("UPDATE operator_token SET mesh_id = (SELECT id FROM mesh) WHERE id = ?")
        .param(scoped.substring(4, 20))
        .update();
    assertThat(coordinator.get(scoped, PROBE + "/meshes/a").statusCode()).isEqualTo(200);
    assertProblem(coordinator.get(scoped, PROBE + "/meshes/b"), "forbidden");
    assertProblem(coordinator.get(scoped, PROBE + "/number?n=1"), "forbidden");
  }

  @Test
  void accessDeniedBeatsBodyParsing() {
    var stranger =
        HttpRequest.newBuilder(coordinator.uri(PROBE)).POST(BodyPublishers.ofString("{"));
    assertProblem(coordinator.send(stranger), "unauthenticated");
  }

  private static void assertProblem(HttpResponse<String> answer, String slug) {
    assertThat(answer.headers().firstValue("Content-Type").orElse("none"))
        .as(answer.body())
        .startsWith("application/problem+json");
    assertThat(JsonPath.<String>read(answer.body(), "$.type"))
        .isEqualTo("https://filigree.io/problems/" + slug);
    assertThat(JsonPath.<Integer>read(answer.body(), "$.status")).isEqualTo(answer.statusCode());
  }
}
