package io.filigree.controlplane.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.testing.TestCoordinator;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TokenIT {
  private static final String TOKENS = "/api/v1/tokens";

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  @Test
  void strangerIsAskedForAToken() {
    var answer = coordinator.send(HttpRequest.newBuilder(coordinator.uri(TOKENS)));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(JsonPath.<String>read(answer.body(), "$.type")).endsWith("/unauthenticated");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void wrongSecretOfAKnownTokenIsRefused() {
    String token = coordinator.token(Role.ADMIN);
    String wrong = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");
    for (String bad : List.of(wrong, "fgo_0123456789abcdef_" + "A".repeat(43), "fgo_", "x", "")) {
      assertThat(coordinator.get(bad, TOKENS).statusCode()).as(bad).isEqualTo(401);
    }
  }

  @Test
  void databaseHoldsNoSecret() {
    String token = coordinator.token(Role.VIEWER);
    String secret = token.split("_", 3)[2]; // a secret may hold an underscore itself
    List<Map<String, Object>> rows =
        coordinator
            .database()
            .jdbc()
            .sql("SELECT t::text AS r FROM operator_token t")
            .query()
            .listOfRows();
    assertThat(rows.toString()).doesNotContain(secret);
  }

  @Test
  void onlyAnAdminSeesTokens() {
    assertThat(coordinator.get(coordinator.token(Role.VIEWER), TOKENS).statusCode()).isEqualTo(403);
    assertThat(coordinator.get(coordinator.token(Role.OPERATOR), TOKENS).statusCode())
        .isEqualTo(403);
    assertThat(coordinator.get(coordinator.token(Role.ADMIN), TOKENS).statusCode()).isEqualTo(200);
  }

  @Test
  void listShowsNoSecretAndPages() {
    String admin = coordinator.token(Role.ADMIN);
    String first = coordinator.get(admin, TOKENS + "?limit=1").body();
    assertThat(first).doesNotContain("fgo_").doesNotContain("\"token\"");
    assertThat(JsonPath.<List<?>>read(first, "$.items")).hasSize(1);
    String next = JsonPath.read(first, "$.nextCursor");
    String second = coordinator.get(admin, TOKENS + "?limit=1&cursor=" + next).body();
    assertThat(JsonPath.<String>read(second, "$.items[0].id"))
        .isGreaterThan(JsonPath.<String>read(first, "$.items[0].id"));
  }

  @Test
  void revokedTokenIsDeadAtOnce() {
    String admin = coordinator.token(Role.ADMIN);
    String victim = coordinator.token(Role.ADMIN);
    assertThat(delete(admin, idOf(victim), "\"0\"").statusCode()).isEqualTo(200);
    assertThat(coordinator.get(victim, TOKENS).statusCode()).isEqualTo(401);
  }

  @Test
  void expiredTokenIsDead() {
    String token = coordinator.token(Role.ADMIN);
    coordinator
        .database()
        .jdbc()
        .sql("UPDATE operator_token SET expires_at = now() WHERE id = ?")
        .param(idOf(token))
        .update();
    assertThat(coordinator.get(token, TOKENS).statusCode()).isEqualTo(401);
  }

  @Test
  void lastAdminTokenCannotBeRevoked() {
    String admin = coordinator.token(Role.ADMIN);
    var sql = coordinator.database().jdbc();
    String others = "UPDATE operator_token SET revoked_at = %s WHERE id <> ?";
    sql.sql(others.formatted("now()")).param(idOf(admin)).update();
    var answer = delete(admin, idOf(admin), "\"0\"");
    sql.sql(others.formatted("NULL")).param(idOf(admin)).update();
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(JsonPath.<String>read(answer.body(), "$.type")).endsWith("/last-admin-token");
  }

  @Test
  void changeWantsTheCurrentETag() {
    String admin = coordinator.token(Role.ADMIN);
    String id = idOf(admin);
    assertThat(delete(admin, id, null).statusCode()).isEqualTo(428);
    var stale = delete(admin, id, "\"7\"");
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(stale.headers().firstValue("ETag")).contains("\"0\"");
    assertThat(delete(admin, id, "W/\"0\"").statusCode()).isEqualTo(412);
    var renamed = rename(admin, id, "\"0\"", "{\"name\": \"new\"}");
    assertThat(renamed.statusCode()).isEqualTo(200);
    assertThat(renamed.headers().firstValue("ETag")).contains("\"1\"");
  }

  @Test
  void dryRunAnswersAndMakesNothing() {
    String admin = coordinator.token(Role.ADMIN);
    long before = count();
    String body = "{\"name\": \"try\", \"role\": \"viewer\"}";
    var answer = coordinator.post(admin, TOKENS + "?dryRun=true", body);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).doesNotContain("fgo_");
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void replayOfAnAnswerWithASecretSaysSoAndMakesNothing() {
    String admin = coordinator.token(Role.ADMIN);
    String body = "{\"name\": \"once\", \"role\": \"viewer\"}";
    var first = coordinator.send(keyed(admin, "k-1", body));
    long after = count();
    var again = coordinator.send(keyed(admin, "k-1", body));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(JsonPath.<String>read(again.body(), "$.type")).endsWith("/answer-not-kept");
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(count()).isEqualTo(after);
    String other = "{\"name\": \"twice\", \"role\": \"viewer\"}";
    assertThat(coordinator.send(keyed(admin, "k-1", other)).statusCode()).isEqualTo(422);
    assertThat(stored("k-1")).doesNotContain("fgo_");
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    String admin = coordinator.token(Role.ADMIN);
    var answer =
        coordinator.post(
            admin,
            TOKENS,
            "{\"name\": \" \\n \", \"role\": \"viewer\", \"expiresAt\": \"2001-01-01T00:00:00Z\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.violations[*].field"))
        .contains("name", "expiresAt");
  }

  private static HttpRequest.Builder keyed(String token, String key, String body) {
    return coordinator
        .as(token, TOKENS)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key)
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpResponse<String> delete(String token, String id, @Nullable String ifMatch) {
    var request = coordinator.as(token, TOKENS + "/" + id).DELETE();
    return coordinator.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
  }

  private static HttpResponse<String> rename(String token, String id, String ifMatch, String body) {
    return coordinator.send(
        coordinator
            .as(token, TOKENS + "/" + id)
            .header("If-Match", ifMatch)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body)));
  }

  private static String idOf(String token) {
    return token.substring(4, 20);
  }

  private static long count() {
    return coordinator
        .database()
        .jdbc()
        .sql("SELECT count(*) FROM operator_token")
        .query(Long.class)
        .single();
  }

  private static String stored(String key) {
    return coordinator
        .database()
        .jdbc()
        .sql("SELECT k::text FROM idempotency_key k WHERE key = ?")
        .param(key)
        .query(String.class)
        .single();
  }
}
