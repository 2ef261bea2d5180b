package io.filigree.controlplane.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.testing.Box;
import io.filigree.controlplane.testing.Operator;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.protocol.join.JoinToken;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that may come in a text field and must not come in: refused by name, and nothing is
 * stored.
 */
class BadInputIT {

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private static final List<String> NOT_A_TEXT =
      List.of(
          "x".repeat(300),
          "a\\nb",
          "$(touch /tmp/owned)",
          "`id`",
          "../../etc",
          "a; DROP TABLE site; --",
          "");

  private static final List<String> NOT_A_RANGE =
      List.of(
          "10.42.0.1/16",
          "0.0.0.0/0",
          "0.0.0.0/1",
          "128.0.0.0/1",
          "::/0",
          "8.8.8.0/24",
          "::ffff:10.0.0.0/104",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "224.0.0.0/8",
          "fe80::/64",
          "ff00::/16",
          "2001:db8::/32",
          "10.42.0.0",
          "10.42.0.0/-1",
          "10.42.0.0/33",
          "010.42.0.0/16");

  private final Operator operator = new Operator(coordinator);

  @BeforeAll
  static void makeMesh() {
    new Operator(coordinator).makeMesh("shops");
  }

  static Stream<Arguments> meshes() {
    Stream<Arguments> texts =
        NOT_A_TEXT.stream()
            .flatMap(bad ->
                Stream.of(
                    at("name", "'name': '%s', 'mode': 'coordinator'", bad),
                    at("mode", "'name': 'x', 'mode': '%s'", bad),
                    at("urls[0]", mesh("'urls': ['%s']"), bad),
                    at("pins[0]", mesh("'pins': ['%s']"), bad),
                    at("recoveryPublicKey", mesh("'recoveryPublicKey': '%s'"), bad),
                    at("links[0].from", mesh("'links': [{'from': '%s', 'to': '*'}]"), bad),
                    at("links[0].to", mesh("'links': [{'from': '*', 'to': '%s'}]"), bad),
                    at("pools[0].kind", pool("%s", "10.0.0.0/8"), bad)));
    Stream<Arguments> ranges =
        Stream.concat(NOT_A_TEXT.stream(), NOT_A_RANGE.stream())
            .map(bad -> at("pools[0].cidr", pool("pod", "%s"), bad));
    return Stream.concat(texts, ranges);
  }

  static Stream<Arguments> tokens() {
    return NOT_A_TEXT.stream()
        .flatMap(bad ->
            Stream.of(
                at("site", "'site': '%s'", bad),
                at("ttl", "'ttl': '%s'", bad),
                at("pools[0]", "'pools': ['%s']", bad),
                at("prefixLengths", "'prefixLengths': {'%s': 16}", bad),
                at("labels", "'labels': {'region': '%s'}", bad),
                at("labels", "'labels': {'%s': 'north'}", bad)));
  }

  static Stream<Arguments> joins() {
    Stream<Arguments> texts =
        NOT_A_TEXT.stream().map(bad -> at("ranges[0].kind", range("%s", "10.42.0.0/16"), bad));
    Stream<Arguments> plans = NOT_A_TEXT.stream().map(bad -> at("plan", "'plan': {'%s': 16}", bad));
    Stream<Arguments> ranges =
        Stream.concat(NOT_A_TEXT.stream(), NOT_A_RANGE.stream())
            .map(bad -> at("ranges[0].cidr", range("pod", "%s"), bad));
    return Stream.of(texts, plans, ranges).flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void badMeshIsRefused(String field, String json) {
    assertRefused(operator.postMesh("{" + json + "}"), field);
    assertThat(rows("mesh")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void badJoinTokenIsRefused(String field, String json) {
    long before = rows("join_token");
    assertRefused(operator.postToken("shops", "{" + json + "}"), field);
    assertThat(rows("join_token")).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("joins")
  void badJoinIsRefused(String field, String json) {
    JoinToken token = operator.makeToken("shops", "{}");
    assertRefused(new Box(coordinator).join(token, "store-a", ", " + json), field);
    assertThat(rows("site")).isZero();
    assertThat(operator.<Integer>read("shops", "/join-tokens/" + token.id(), "$.uses")).isZero();
  }

  @Test
  void badSiteNameIsRefused() {
    JoinToken token = operator.makeToken("shops", "{}");
    for (String bad : NOT_A_TEXT) {
      assertRefused(new Box(coordinator).join(token, bad, ""), "name");
    }
    assertThat(rows("site")).isZero();
  }

  @Test
  void halvesOfTheInternetAreNoRanges() {
    JoinToken token = operator.makeToken("shops", "{}");
    String halves =
        ", 'ranges': [{'kind': 'pod', 'cidr': '0.0.0.0/1'}, {'kind': 'pod', 'cidr':"
            + " '128.0.0.0/1'}]";
    HttpResponse<String> refused = new Box(coordinator).join(token, "store-a", halves);
    assertThat(JsonPath.<List<String>>read(refused.body(), "$.violations[*].field"))
        .containsExactly("ranges[0].cidr", "ranges[1].cidr");
  }

  @Test
  void everyViolationIsNamedAtOnce() {
    HttpResponse<String> refused =
        operator.postMesh(
            """
            {"name": "A", "mode": "operator", "urls": ["http://x"], "links": [{"from": "?"}],
             "pools": [{"kind": "pod", "cidr": "8.8.8.0/24"}, {"kind": "x", "cidr": "10.0.0.1/8"}]}
            """);
    assertThat(JsonPath.<List<String>>read(refused.body(), "$.violations[*].field"))
        .containsExactlyInAnyOrder(
            "name",
            "mode",
            "urls[0]",
            "links[0].from",
            "links[0].to",
            "pools[0].cidr",
            "pools[1].kind",
            "pools[1].cidr");
  }

  @Test
  void rangesOfOneSiteThatOverlapAreRefused() {
    JoinToken token = operator.makeToken("shops", "{}");
    String twice =
        ", 'ranges': [{'kind': 'pod', 'cidr': '10.42.0.0/16'}, {'kind': 'service', 'cidr':"
            + " '10.42.8.0/24'}]";
    assertRefused(new Box(coordinator).join(token, "store-a", twice), "ranges[1].cidr");
    String defaultServices = ", 'ranges': [{'kind': 'pod', 'cidr': '10.43.0.0/16'}]";
    HttpResponse<String> refused = new Box(coordinator).join(token, "store-a", defaultServices);
    assertRefused(refused, "ranges[0].cidr");
    assertThat(refused.body()).contains("K3s's default services");
  }

  @Test
  void unknownFieldsAreRefused() {
    assertThat(
            operator
                .postMesh("{" + mesh("'privateKey': 'x'").replace('\'', '"') + "}")
                .statusCode())
        .isEqualTo(400);
    JoinToken token = operator.makeToken("shops", "{}");
    assertThat(new Box(coordinator).join(token, "store-a", ", 'privateKey': 'x'").statusCode())
        .isEqualTo(400);
  }

  private static void assertRefused(HttpResponse<String> answer, String field) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    List<String> fields = JsonPath.read(answer.body(), "$.violations[*].field");
    assertThat(fields).as(answer.body()).anyMatch(named -> named.startsWith(field));
    List<String> reasons = JsonPath.read(answer.body(), "$.violations[*].reason");
    assertThat(reasons).allMatch(reason -> !reason.isBlank() && reason.length() < 200);
  }

  private static Arguments at(String field, String json, String bad) {
    return Arguments.of(field, json.replace('\'', '"').formatted(bad));
  }

  private static String mesh(String more) {
    return "'name': 'x', 'mode': 'coordinator', " + more;
  }

  private static String pool(String kind, String cidr) {
    return mesh("'pools': [{'kind': '%s', 'cidr': '%s'}]".formatted(kind, cidr));
  }

  private static String range(String kind, String cidr) {
    return "'ranges': [{'kind': '%s', 'cidr': '%s'}]".formatted(kind, cidr);
  }

  private static long rows(String table) {
    return coordinator
        .database()
        .jdbc()
        .sql("SELECT count(*) FROM " + table)
        .query(Long.class)
        .single();
  }
}
