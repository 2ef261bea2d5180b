package io.filigree.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.probe.Probe;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class IdempotencyIT {
  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator(Probe.class);

  private static String token = "";

  @BeforeAll
  static void authorise() {
    token = coordinator.token(Role.VIEWER);
  }

  @Test
  void sameKeyIsDoneOnceAndAnsweredAlike() {
    var first = count(token, "once", "");
    var again = count(token, "once", "");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Content-Type"))
        .isEqualTo(first.headers().firstValue("Content-Type"));
    assertThat(count(token, "twice", "").body()).isNotEqualTo(first.body());
  }

  @Test
  void sameKeyForAnotherRequestIsRefused() {
    count(token, "mine", "");
    assertThat(slug(count(token, "mine", "?x=1"))).endsWith("/idempotency-key-reused");
  }

  @Test
  void keysOfTwoCallersNeverMeet() {
    var mine = count(token, "ours", "");
    var theirs = count(coordinator.token(Role.VIEWER), "ours", "");
    assertThat(theirs.body()).isNotEqualTo(mine.body());
  }

  @Test
  void manyAtOnceWithOneKeyAreOne() throws Exception {
    Set<String> bodies = new HashSet<>();
    Callable<HttpResponse<String>> call = () -> count(token, "herd", "");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(Stream.generate(() -> call).limit(20).toList())) {
        if (answer.get().statusCode() == 200) {
          bodies.add(answer.get().body());
        } else {
          assertThat(slug(answer.get())).endsWith("/request-still-running");
        }
      }
    }
    assertThat(bodies).hasSize(1);
  }

  @Test
  void refusedRequestLeavesItsKeyFree() {
    String path = "/api/v1/probe";
    var bad = coordinator.as(token, path).header("Idempotency-Key", "free");
    bad.header("Content-Type", "application/json");
    assertThat(coordinator.send(bad.POST(BodyPublishers.ofString("{}"))).statusCode())
        .isEqualTo(400);
    assertThat(count(token, "free", "").statusCode()).isEqualTo(200);
  }

  @Test
  void keyWithoutAnAnswerForAMinuteIsTakenOver() {
    var first = count(token, "killed", "");
    String forget =
        "UPDATE idempotency_key SET status = NULL, created_at = now() - interval '%s'"
            + " WHERE key = 'killed'";
    var sql = coordinator.database().jdbc();
    sql.sql(forget.formatted("1 second")).update();
    assertThat(slug(count(token, "killed", ""))).endsWith("/request-still-running");
    sql.sql(forget.formatted("2 minutes")).update();
    assertThat(count(token, "killed", "").body()).isNotEqualTo(first.body());
  }

  @Test
  void unreadableKeyIsRefused() {
    assertThat(slug(count(token, "a b", ""))).endsWith("/invalid-request");
    assertThat(slug(count(token, "k".repeat(256), ""))).endsWith("/invalid-request");
  }

  private static HttpResponse<String> count(String caller, String key, String query) {
    return coordinator.send(
        coordinator
            .as(caller, "/api/v1/probe/count" + query)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.noBody()));
  }

  private static String slug(HttpResponse<String> answer) {
    return JsonPath.read(answer.body(), "$.type");
  }
}
