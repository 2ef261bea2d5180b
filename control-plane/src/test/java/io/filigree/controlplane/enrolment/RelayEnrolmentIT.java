package io.filigree.controlplane.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.testing.AtOnce;
import io.filigree.controlplane.testing.Box;
import io.filigree.controlplane.testing.Operator;
import io.filigree.controlplane.testing.RelayDouble;
import io.filigree.controlplane.testing.RosterAudit;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.protocol.join.JoinToken;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayEnrolmentIT {

  private static final String RELAY = "{\"kind\": \"relay\"}";

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private final Operator operator = new Operator(coordinator);
  private final RosterAudit audit = new RosterAudit(coordinator.database());

  @Test
  void relayJoinsWithItsTokenAndStandsInTheMeshRecord() {
    operator.makeMesh("joined");
    RelayDouble relay = new RelayDouble(coordinator);
    JoinToken token = operator.makeToken("joined", RELAY);
    HttpResponse<String> answer = relay.join(token, "relay-1");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.addresses"))
        .containsExactly("100.100.0.0");
    assertThat(answer.body()).doesNotContain("siteId");
    String shown = operator.get("joined", "/relays/relay-1").body();
    assertThat(JsonPath.<String>read(shown, "$.id"))
        .isEqualTo(JsonPath.read(answer.body(), "$.relayId"));
    assertThat(JsonPath.<String>read(shown, "$.identityKey")).isEqualTo(relay.identityKey());
    assertThat(JsonPath.<String>read(shown, "$.wireGuardKey")).isEqualTo(relay.wireGuardKey());
    assertThat(JsonPath.<List<String>>read(shown, "$.endpoints"))
        .containsExactly(RelayDouble.ENDPOINT);
    assertThat(operator.<Integer>read("joined", "/join-tokens/" + token.id(), "$.uses"))
        .isEqualTo(1);
    assertThat(operator.<List<String>>read("joined", "/sites", "$.items")).isEmpty();
    assertThat(audit.check("joined").value()).isEqualTo(2);
  }

  @Test
  void oneTokenLetsOneOfTwentyIn() throws Exception {
    operator.makeMesh("one-token");
    JoinToken token = operator.makeToken("one-token", RELAY);
    List<HttpResponse<String>> answers =
        AtOnce.ask(20, n -> new RelayDouble(coordinator).join(token, "relay-" + n));
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 201)).hasSize(1);
    assertThat(answers.stream().filter(answer -> isProblem(answer, 409, "token-spent")))
        .hasSize(19);
    assertThat(operator.<List<String>>read("one-token", "/relays", "$.items[*].name")).hasSize(1);
    assertThat(audit.check("one-token").value()).isEqualTo(2);
  }

  @Test
  void sameTokenAndKeyRepeatTheSameAnswer() throws Exception {
    operator.makeMesh("repeated");
    JoinToken token = operator.makeToken("repeated", RELAY);
    RelayDouble relay = new RelayDouble(coordinator);
    List<HttpResponse<String>> answers = AtOnce.ask(4, _ -> relay.join(token, "relay-1"));
    assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
    assertThat(answers.stream().map(HttpResponse::body).collect(Collectors.toSet())).hasSize(1);
    assertThat(audit.check("repeated").value()).isEqualTo(2);
    operator.change("DELETE", "repeated", "/relays/relay-1", "");
    assertThat(isProblem(relay.join(token, "relay-1"), 409, "token-spent"))
        .as("a removed relay does not come back on its old token")
        .isTrue();
  }

  @Test
  void addressesOfSitesAndRelaysThatJoinAtOnceAreDifferent() throws Exception {
    operator.postMesh(
        """
        {"name": "narrow", "mode": "coordinator", "urls": ["https://127.0.0.1:8443"],
         "pools": [{"kind": "tunnel", "cidr": "100.100.0.0/28"}]}
        """);
    JoinToken sites = operator.makeToken("narrow", "{\"singleUse\": false}");
    JoinToken relays = operator.makeToken("narrow", "{\"kind\": \"relay\", \"singleUse\": false}");
    List<HttpResponse<String>> answers =
        AtOnce.ask(
            20,
            n ->
                n % 3 == 0
                    ? new RelayDouble(coordinator).join(relays, "relay-" + n)
                    : new Box(coordinator).join(sites, "store-" + n, ""));
    List<String> addresses = new ArrayList<>();
    for (HttpResponse<String> answer : answers) {
      if (answer.statusCode() == 201) {
        addresses.addAll(addresses(answer));
      } else {
        assertThat(isProblem(answer, 409, "pool-exhausted")).as(answer.body()).isTrue();
      }
    }
    assertThat(addresses).hasSize(16).doesNotHaveDuplicates();
    assertThat(audit.check("narrow").value()).isEqualTo(17);
    assertFreedAddressIsGivenAgain(sites, relays);
  }

  private void assertFreedAddressIsGivenAgain(JoinToken sites, JoinToken relays) {
    String gone = operator.read("narrow", "/relays", "$.items[0].name");
    String address = operator.read("narrow", "/relays/" + gone, "$.address");
    operator.change("DELETE", "narrow", "/relays/" + gone, "");
    HttpResponse<String> site = new Box(coordinator).join(sites, "late", "");
    assertThat(addresses(site)).containsExactly(address);
    assertThat(
            isProblem(new RelayDouble(coordinator).join(relays, "late-r"), 409, "pool-exhausted"))
        .isTrue();
    operator.change("DELETE", "narrow", "/sites/late", "");
    assertThat(addresses(new RelayDouble(coordinator).join(relays, "late-r")))
        .containsExactly(address);
  }

  @Test
  void tokenOfTheOtherKindOpensNothing() {
    operator.makeMesh("kinds");
    JoinToken forSite = operator.makeToken("kinds", "{}");
    HttpResponse<String> relay = new RelayDouble(coordinator).join(forSite, "relay-1");
    assertThat(isProblem(relay, 403, "token-not-for-this")).as(relay.body()).isTrue();
    JoinToken forRelay = operator.makeToken("kinds", RELAY);
    HttpResponse<String> site = new Box(coordinator).join(forRelay, "store-a", "");
    assertThat(isProblem(site, 403, "token-not-for-this")).as(site.body()).isTrue();
    assertThat(audit.check("kinds").value()).as("nothing was signed").isEqualTo(1);
    assertThat(new Box(coordinator).join(forSite, "store-a", "").statusCode()).isEqualTo(201);
    assertThat(new RelayDouble(coordinator).join(forRelay, "relay-1").statusCode()).isEqualTo(201);
  }

  @Test
  void boundTokenIsForItsRelayOnly() {
    operator.makeMesh("bound");
    JoinToken token = operator.makeToken("bound", "{\"kind\": \"relay\", \"relay\": \"relay-1\"}");
    assertThat(operator.<String>read("bound", "/join-tokens/" + token.id(), "$.relay"))
        .isEqualTo("relay-1");
    HttpResponse<String> other = new RelayDouble(coordinator).join(token, "relay-2");
    assertThat(isProblem(other, 403, "token-not-for-this")).isTrue();
    assertThat(new RelayDouble(coordinator).join(token, "relay-1").statusCode()).isEqualTo(201);
  }

  @Test
  void tokenOfARelayHasNoTermsOfASite() {
    operator.makeMesh("terms");
    String site =
        """
        {"kind": "relay", "site": "store-a", "labels": {"a": "b"}, "pools": ["pod"],
         "prefixLengths": {"pod": 16}, "ownRanges": false, "ttl": "1y"}
        """;
    assertThat(violations(operator.postToken("terms", site)))
        .containsExactlyInAnyOrder("site", "labels", "pools", "prefixLengths", "ownRanges", "ttl");
    assertThat(violations(operator.postToken("terms", "{\"relay\": \"relay-1\"}")))
        .containsExactly("relay");
    String many = "{\"kind\": \"relay\", \"relay\": \"relay-1\", \"singleUse\": false}";
    assertThat(violations(operator.postToken("terms", many))).containsExactly("singleUse");
    assertThat(violations(operator.postToken("terms", "{\"kind\": \"router\"}")))
        .containsExactly("kind");
    HttpResponse<String> made = operator.postToken("terms", RELAY);
    assertThat(JsonPath.<String>read(made.body(), "$.kind")).isEqualTo("relay");
    assertThat(JsonPath.<Boolean>read(made.body(), "$.singleUse")).isTrue();
    assertThat(JsonPath.<List<String>>read(made.body(), "$.pools")).isEmpty();
  }

  @Test
  void refusedJoinDoesNotSpendTheToken() {
    operator.makeMesh("unspent");
    RelayDouble first = new RelayDouble(coordinator);
    first.join(operator.makeToken("unspent", RELAY), "relay-1");
    JoinToken token = operator.makeToken("unspent", RELAY);
    RelayDouble second = new RelayDouble(coordinator);
    assertThat(isProblem(second.join(token, "relay-1"), 409, "name-taken")).isTrue();
    assertThat(isProblem(first.join(token, "relay-2"), 409, "identity-key-taken")).isTrue();
    HttpResponse<String> sameKey =
        second.joinWith(
            token,
            "'name': 'relay-2', 'wireGuardKey': '%s', 'endpoints': ['%s']"
                .formatted(first.wireGuardKey(), RelayDouble.ENDPOINT));
    assertThat(isProblem(sameKey, 409, "key-taken")).as(sameKey.body()).isTrue();
    assertThat(audit.check("unspent").value()).isEqualTo(2);
    assertThat(second.join(token, "relay-2").statusCode()).isEqualTo(201);
  }

  @Test
  void identityKeyIsASitesOrARelays() {
    operator.makeMesh("identity");
    RelayDouble relay = new RelayDouble(coordinator);
    JoinToken forSite = operator.makeToken("identity", "{}");
    assertThat(relay.joinWith(forSite, "'name': 'store-a'").statusCode()).isEqualTo(201);
    HttpResponse<String> both = relay.join(operator.makeToken("identity", RELAY), "relay-1");
    assertThat(isProblem(both, 409, "identity-key-taken")).as(both.body()).isTrue();
    RelayDouble other = new RelayDouble(coordinator);
    other.join(operator.makeToken("identity", RELAY), "relay-2");
    HttpResponse<String> site =
        other.joinWith(operator.makeToken("identity", "{}"), "'name': 'store-b'");
    assertThat(isProblem(site, 409, "identity-key-taken")).as(site.body()).isTrue();
  }

  @Test
  void relayOfADualStackMeshHasOneAddress() {
    operator.postMesh(
        """
        {"name": "dual", "mode": "coordinator", "urls": ["https://127.0.0.1:8443"],
         "pools": [{"kind": "tunnel", "cidr": "fd00:1::/64"}, {"kind": "tunnel", "cidr": "100.100.0.0/24"}]}
        """);
    HttpResponse<String> answer =
        new RelayDouble(coordinator).join(operator.makeToken("dual", RELAY), "relay-1");
    assertThat(addresses(answer)).containsExactly("100.100.0.0");
    HttpResponse<String> site =
        new Box(coordinator).join(operator.makeToken("dual", "{}"), "store-a", "");
    assertThat(addresses(site)).containsExactly("100.100.0.1", "fd00:1::");
  }

  private static List<String> addresses(HttpResponse<String> answer) {
    if (answer.body().contains("relayId")) {
      return JsonPath.read(answer.body(), "$.addresses");
    }
    return JsonPath.<List<String>>read(answer.body(), "$.ranges[*].cidr").stream()
        .map(cidr -> cidr.substring(0, cidr.indexOf('/')))
        .toList();
  }

  private static List<String> violations(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return JsonPath.read(answer.body(), "$.violations[*].field");
  }

  private static boolean isProblem(HttpResponse<String> answer, int status, String type) {
    return answer.statusCode() == status
        && JsonPath.<String>read(answer.body(), "$.type").endsWith("/" + type);
  }
}
