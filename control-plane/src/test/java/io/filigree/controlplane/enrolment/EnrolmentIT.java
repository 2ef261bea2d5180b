package io.filigree.controlplane.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.testing.AtOnce;
import io.filigree.controlplane.testing.Box;
import io.filigree.controlplane.testing.Operator;
import io.filigree.controlplane.testing.RosterAudit;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.net.Cidr;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EnrolmentIT {

  private static final String PLAN = ", 'plan': {'pod': 20, 'service': 20}";
  private static final String MANY = "{\"singleUse\": false}";

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private final Operator operator = new Operator(coordinator);
  private final RosterAudit audit = new RosterAudit(coordinator.database());

  @Test
  void siteGetsNextFreeRangesAndItsK3sSettings() {
    operator.makeMesh("planned");
    JoinToken token = operator.makeToken("planned", "{\"labels\": {\"region\": \"north\"}}");
    HttpResponse<String> answer =
        new Box(coordinator).join(token, "store-a", ", 'plan': {'pod': 16, 'service': 16}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.ranges[*].cidr"))
        .containsExactly("100.100.0.0/32", "10.128.0.0/16", "10.64.0.0/16");
    assertThat(JsonPath.<List<Boolean>>read(answer.body(), "$.ranges[*].routed"))
        .containsExactly(true, true, false);
    assertThat(JsonPath.<String>read(answer.body(), "$.k3s.clusterCidr"))
        .isEqualTo("10.128.0.0/16");
    assertThat(JsonPath.<String>read(answer.body(), "$.k3s.clusterDns")).isEqualTo("10.64.0.10");
    assertThat(JsonPath.<Integer>read(answer.body(), "$.k3s.nodeCidrMaskSize")).isEqualTo(24);
    assertThat(JsonPath.<Integer>read(answer.body(), "$.moreSitesOfThisSize")).isEqualTo(63);
    assertThat(operator.<String>read("planned", "/sites/store-a", "$.labels.region"))
        .isEqualTo("north");
    assertThat(audit.check("planned").value()).isEqualTo(2);
  }

  @Test
  void oneTokenLetsOneOfFiftyIn() throws Exception {
    operator.makeMesh("one-token");
    JoinToken token = operator.makeToken("one-token", "{}");
    List<HttpResponse<String>> answers =
        AtOnce.ask(50, n -> new Box(coordinator).join(token, "store-" + n, PLAN));
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 201)).hasSize(1);
    assertThat(answers.stream().filter(EnrolmentIT::isSpent)).hasSize(49);
    assertThat(operator.<List<String>>read("one-token", "/sites", "$.items[*].name")).hasSize(1);
    assertThat(audit.check("one-token").value()).isEqualTo(2);
  }

  @Test
  void thirtyAtOnceGetDisjointRanges() throws Exception {
    operator.makeMesh("thirty");
    JoinToken token = operator.makeToken("thirty", MANY);
    List<HttpResponse<String>> answers =
        AtOnce.ask(30, n -> new Box(coordinator).join(token, "store-" + n, PLAN));
    List<Cidr> ranges = new ArrayList<>();
    for (HttpResponse<String> answer : answers) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      JsonPath.<List<String>>read(answer.body(), "$.ranges[*].cidr").stream()
          .map(Cidr::parse)
          .forEach(ranges::add);
    }
    assertThat(ranges).hasSize(90);
    for (Cidr one : ranges) {
      assertThat(ranges.stream().filter(one::overlaps)).containsExactly(one);
    }
    assertThat(audit.check("thirty").value()).isEqualTo(31);
  }

  @Test
  void sameTokenAndKeyRepeatTheSameAnswer() throws Exception {
    operator.makeMesh("repeated");
    JoinToken token = operator.makeToken("repeated", "{}");
    Box box = new Box(coordinator);
    List<HttpResponse<String>> answers = AtOnce.ask(4, _ -> box.join(token, "store-a", PLAN));
    assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
    assertThat(answers.stream().map(HttpResponse::body).collect(Collectors.toSet())).hasSize(1);
    assertThat(audit.check("repeated").value()).isEqualTo(2);
    HttpResponse<String> other = new Box(coordinator).join(token, "store-b", PLAN);
    assertThat(isSpent(other)).isTrue();
  }

  @Test
  void twoDefaultK3sStoresBothJoin() {
    operator.makeMesh("default-k3s");
    for (String pods : List.of("10.42.0.0/16", "10.44.0.0/16")) {
      JoinToken token = operator.makeToken("default-k3s", "{}");
      String name = "store-" + pods.substring(3, 5);
      HttpResponse<String> answer = new Box(coordinator).join(token, name, defaultStore(pods));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }

  @Test
  void podsInAnothersDefaultServicesAreRefusedWithBothNames() {
    operator.makeMesh("clash");
    new Box(coordinator)
        .join(operator.makeToken("clash", "{}"), "store-a", pods("10.42.0.0/16", ""));
    HttpResponse<String> refused =
        new Box(coordinator)
            .join(
                operator.makeToken("clash", "{}"),
                "store-b",
                pods("10.43.0.0/16", ", {'kind': 'service', 'cidr': '10.96.0.0/16'}"));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(JsonPath.<String>read(refused.body(), "$.type")).endsWith("/range-overlap");
    assertThat(JsonPath.<String>read(refused.body(), "$.detail"))
        .contains("store-a", "store-b", "routed pod 10.43.0.0/16", "guarded service 10.43.0.0/16");
    assertThat(JsonPath.<String>read(refused.body(), "$.overlaps[0].held.site"))
        .isEqualTo("store-a");
    assertThat(operator.get("clash", "/sites/store-b").statusCode()).isEqualTo(404);
  }

  @Test
  void refusedJoinDoesNotSpendTheToken() {
    operator.makeMesh("unspent");
    Box first = new Box(coordinator);
    first.join(operator.makeToken("unspent", "{}"), "store-a", PLAN);
    JoinToken token = operator.makeToken("unspent", "{}");
    HttpResponse<String> taken = new Box(coordinator).join(token, "store-a", PLAN);
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(JsonPath.<String>read(taken.body(), "$.type")).endsWith("/name-taken");
    HttpResponse<String> sameKey = first.join(token, "store-b", PLAN);
    assertThat(JsonPath.<String>read(sameKey.body(), "$.type")).endsWith("/identity-key-taken");
    assertThat(new Box(coordinator).join(token, "store-b", PLAN).statusCode()).isEqualTo(201);
    assertThat(audit.check("unspent").value()).isEqualTo(3);
  }

  @Test
  void tokenIsRefusedUnlessItIsRightAndAlive() {
    operator.makeMesh("refused");
    JoinToken token = operator.makeToken("refused", "{}");
    JoinToken forged = JoinToken.of(token.trust(), token.id(), JoinToken.newSecret());
    JoinToken unknown = JoinToken.of(token.trust(), "nobody", JoinToken.newSecret());
    for (JoinToken wrong : List.of(forged, unknown)) {
      HttpResponse<String> answer = new Box(coordinator).join(wrong, "store-a", PLAN);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(JsonPath.<String>read(answer.body(), "$.type")).endsWith("/token-unknown");
    }
    String own = new Box(coordinator).identityKey();
    HttpResponse<String> stolen = new Box(coordinator).join(token, "store-a", own, PLAN);
    assertThat(stolen.statusCode()).isEqualTo(400);
    assertThat(stolen.body()).contains("identityKey");
    coordinator.database().jdbc().sql("UPDATE join_token SET expires_at = now()").update();
    HttpResponse<String> late = new Box(coordinator).join(token, "store-a", PLAN);
    assertThat(JsonPath.<String>read(late.body(), "$.type")).endsWith("/token-expired");
  }

  @Test
  void boundTokenIsForItsSiteOnly() {
    operator.makeMesh("bound");
    JoinToken token = operator.makeToken("bound", "{\"site\": \"store-a\"}");
    HttpResponse<String> other = new Box(coordinator).join(token, "store-b", PLAN);
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(JsonPath.<String>read(other.body(), "$.type")).endsWith("/token-not-for-this");
    assertThat(new Box(coordinator).join(token, "store-a", PLAN).statusCode()).isEqualTo(201);
  }

  @Test
  void revokedTokenLetsNobodyIn() {
    operator.makeMesh("revoked");
    JoinToken token = operator.makeToken("revoked", "{}");
    String path = "/join-tokens/" + token.id();
    assertThat(operator.change("DELETE", "revoked", path, "{}").statusCode()).isEqualTo(200);
    HttpResponse<String> answer = new Box(coordinator).join(token, "store-a", PLAN);
    assertThat(JsonPath.<String>read(answer.body(), "$.type")).endsWith("/token-unknown");
  }

  private static String defaultStore(String pods) {
    return pods(
        pods,
        """
        , {'kind': 'service', 'cidr': '10.43.0.0/16'}, {'kind': 'lan', 'cidr': '192.168.1.0/24'}
        """);
  }

  private static String pods(String cidr, String more) {
    return ", 'ranges': [{'kind': 'pod', 'cidr': '%s'}%s]".formatted(cidr, more);
  }

  private static boolean isSpent(HttpResponse<String> answer) {
    return answer.statusCode() == 409
        && JsonPath.<String>read(answer.body(), "$.type").endsWith("/token-spent");
  }
}
