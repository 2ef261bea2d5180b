package io.filigree.controlplane.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.testing.Operator;
import io.filigree.controlplane.testing.RelayDouble;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.key.WireGuardPrivateKey;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that may come in a field of a relay and must not come in, by whichever way: joining,
 * an operator, or the relay's own announcement.
 */
class BadRelayIT {

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private static final List<String> HOSTILE =
      List.of(
          "x".repeat(300),
          "a\\nb",
          "$(touch /tmp/owned)",
          "`id`",
          "../../etc",
          "a; DROP TABLE relay; --",
          "\\u0000",
          "");

  private static final List<String> NOT_A_KEY =
      List.of(
          "A".repeat(43),
          "AQ" + "A".repeat(41),
          "x".repeat(42),
          "x".repeat(44),
          "A".repeat(43) + "=",
          "+/" + "A".repeat(41));

  private static final List<String> NOT_A_PLACE =
      List.of(
          "198.51.100.7",
          "198.51.100.7:0",
          "198.51.100.7:65536",
          "198.51.100.7:51871/udp",
          "0.0.0.0:51871",
          "127.0.0.1:51871",
          "169.254.1.1:51871",
          "224.0.0.1:51871",
          "255.255.255.255:51871",
          "[::]:51871",
          "[::1]:51871",
          "[fe80::1]:51871",
          "[fe80::1%eth0]:51871",
          "[ff02::1]:51871",
          "[::ffff:198.51.100.7]:51871",
          "2001:db8::7:51871",
          "127.1:51871",
          "0x7f000001:51871",
          "relay 1.example:51871");

  private static final String KEY = WireGuardPrivateKey.generate().publicKey().text();

  private final Operator operator = new Operator(coordinator);

  @BeforeAll
  static void makeMesh() {
    new Operator(coordinator).makeMesh("shops");
  }

  static Stream<Arguments> fields() {
    Stream<Arguments> names =
        HOSTILE.stream().map(bad -> Arguments.of("name", relay(bad, KEY, RelayDouble.ENDPOINT)));
    Stream<Arguments> keys =
        Stream.concat(HOSTILE.stream(), NOT_A_KEY.stream())
            .map(bad -> Arguments.of("wireGuardKey", relay("r", bad, RelayDouble.ENDPOINT)));
    Stream<Arguments> endpoints =
        Stream.concat(HOSTILE.stream(), NOT_A_PLACE.stream())
            .map(bad -> Arguments.of("endpoints[0]", relay("r", KEY, bad)));
    Stream<Arguments> lists =
        Stream.of(
            Arguments.of(
                "endpoints", "'name': 'r', 'wireGuardKey': '" + KEY + "', 'endpoints': []"),
            Arguments.of(
                "endpoints", relay("r", KEY, String.join("', '", Collections.nCopies(9, "a:1")))),
            Arguments.of("endpoints", "'name': 'r', 'wireGuardKey': '" + KEY + "'"),
            Arguments.of("wireGuardKey", "'name': 'r', 'endpoints': ['relay.example:1']"));
    return Stream.of(names, keys, endpoints, lists).flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void badFieldIsRefusedAndNothingStored(String field, String members) {
    JoinToken token = operator.makeToken("shops", "{\"kind\": \"relay\"}");
    RelayDouble relay = new RelayDouble(coordinator);
    assertRefused(relay.joinWith(token, members), field);
    String json = "{'identityKey': '%s', %s}".formatted(relay.identityKey(), members);
    assertRefused(operator.post("/api/v1/meshes/shops/relays", json.replace('\'', '"')), field);
    assertNothingStored(token);
  }

  @Test
  void identityKeyIsTheOneThatSigned() {
    JoinToken token = operator.makeToken("shops", "{\"kind\": \"relay\"}");
    RelayDouble relay = new RelayDouble(coordinator);
    String stolen = new RelayDouble(coordinator).identityKey();
    HttpResponse<String> answer =
        relay
            .signed(token.trust().mesh())
            .send(
                "POST",
                "/edge/v1/join",
                Optional.of(
                    "{\"token\": \"%s\", \"identityKey\": \"%s\", %s}"
                        .formatted(
                            token.credential(),
                            stolen,
                            relay("r", KEY, RelayDouble.ENDPOINT).replace('\'', '"'))));
    assertRefused(answer, "identityKey");
    assertNothingStored(token);
  }

  @Test
  void everyViolationIsNamedAtOnce() {
    JoinToken token = operator.makeToken("shops", "{\"kind\": \"relay\"}");
    HttpResponse<String> refused =
        new RelayDouble(coordinator)
            .joinWith(
                token,
                "'name': 'A', 'wireGuardKey': 'x', 'endpoints': ['ok.example:1', '127.0.0.1:1'],"
                    + " 'ranges': []");
    assertThat(JsonPath.<List<String>>read(refused.body(), "$.violations[*].field"))
        .containsExactlyInAnyOrder("name", "wireGuardKey", "endpoints[1]", "ranges");
    HttpResponse<String> added = operator.post("/api/v1/meshes/shops/relays", "{}");
    assertThat(JsonPath.<List<String>>read(added.body(), "$.violations[*].field"))
        .containsExactly("name", "identityKey", "wireGuardKey", "endpoints");
  }

  @Test
  void unknownFieldsAreRefused() {
    JoinToken token = operator.makeToken("shops", "{\"kind\": \"relay\"}");
    String members = relay("r", KEY, RelayDouble.ENDPOINT) + ", 'privateKey': 'x'";
    assertThat(new RelayDouble(coordinator).joinWith(token, members).statusCode()).isEqualTo(400);
    String json = new RelayDouble(coordinator).json("r").replace("}", ", \"address\": \"x\"}");
    assertThat(operator.post("/api/v1/meshes/shops/relays", json).statusCode()).isEqualTo(400);
    assertNothingStored(token);
  }

  @Test
  void badAnnouncementIsRefusedAndChangesNothing() {
    operator.makeMesh("said");
    RelayDouble relay = new RelayDouble(coordinator);
    JoinToken token = operator.makeToken("said", "{\"kind\": \"relay\"}");
    relay.join(token, "relay-1");
    var mesh = token.trust().mesh();
    Stream.concat(HOSTILE.stream(), NOT_A_KEY.stream())
        .forEach(bad ->
            assertRefused(relay.announce(mesh, 1, bad, RelayDouble.ENDPOINT), "wireGuardKey"));
    Stream.concat(HOSTILE.stream(), NOT_A_PLACE.stream())
        .forEach(bad -> assertRefused(relay.announce(mesh, 1, KEY, bad), "endpoints[0]"));
    assertRefused(relay.announce(mesh, 0, KEY, RelayDouble.ENDPOINT), "counter");
    String shown = operator.get("said", "/relays/relay-1").body();
    assertThat(JsonPath.<String>read(shown, "$.wireGuardKey")).isEqualTo(relay.wireGuardKey());
    assertThat(JsonPath.<Integer>read(shown, "$.counter")).isZero();
    assertThat(operator.<Integer>read("said", "/roster", "$.epoch")).isEqualTo(2);
  }

  private void assertNothingStored(JoinToken token) {
    assertThat(operator.<List<String>>read("shops", "/relays", "$.items")).isEmpty();
    assertThat(operator.<Integer>read("shops", "/join-tokens/" + token.id(), "$.uses")).isZero();
    assertThat(operator.<Integer>read("shops", "/roster", "$.epoch")).isEqualTo(1);
  }

  private static void assertRefused(HttpResponse<String> answer, String field) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    List<String> fields = JsonPath.read(answer.body(), "$.violations[*].field");
    assertThat(fields).as(answer.body()).anyMatch(named -> named.equals(field));
    List<String> reasons = JsonPath.read(answer.body(), "$.violations[*].reason");
    assertThat(reasons).allMatch(reason -> !reason.isBlank() && reason.length() < 200);
  }

  private static String relay(String name, String key, String endpoint) {
    return "'name': '%s', 'wireGuardKey': '%s', 'endpoints': ['%s']".formatted(name, key, endpoint);
  }
}
