package io.filigree.controlplane.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.testing.Box;
import io.filigree.controlplane.testing.Operator;
import io.filigree.controlplane.testing.RosterAudit;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.protocol.join.JoinToken;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SiteIT {

  private static final String PLAN = ", 'plan': {'pod': 16, 'service': 16}";

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private final Operator operator = new Operator(coordinator);
  private final RosterAudit audit = new RosterAudit(coordinator.database());

  @Test
  void labelsAndRangesChangeTheSignedRecord() {
    operator.makeMesh("changed");
    join("changed", "store-a");
    String patch =
        """
        {"labels": {"region": "south"},
         "ranges": [{"kind": "tunnel", "cidr": "100.100.0.0/32"}, {"kind": "pod", "cidr": "10.42.0.0/16"}]}
        """;
    HttpResponse<String> changed = operator.change("PATCH", "changed", "/sites/store-a", patch);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(JsonPath.<String>read(changed.body(), "$.labels.region")).isEqualTo("south");
    assertThat(JsonPath.<List<String>>read(changed.body(), "$.ranges[*].cidr"))
        .containsExactly("100.100.0.0/32", "10.42.0.0/16");
    assertThat(audit.check("changed").value()).isEqualTo(3);
    assertThat(operator.change("PATCH", "changed", "/sites/store-a", patch).statusCode())
        .isEqualTo(200);
    assertThat(audit.check("changed").value()).as("a change that changes nothing").isEqualTo(3);
    join("changed", "store-b");
    assertThat(operator.<List<String>>read("changed", "/sites/store-b", "$.ranges[*].cidr"))
        .as("what store-a gave back is the next free block")
        .contains("10.128.0.0/16", "10.64.0.0/16");
  }

  @Test
  void overlappingChangeIsRefusedAndChangesNothing() {
    operator.makeMesh("overlap");
    join("overlap", "store-a");
    join("overlap", "store-b");
    String patch = "{\"ranges\": [{\"kind\": \"pod\", \"cidr\": \"10.128.7.0/24\"}]}";
    HttpResponse<String> refused = operator.change("PATCH", "overlap", "/sites/store-b", patch);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(JsonPath.<String>read(refused.body(), "$.detail"))
        .contains("store-a", "store-b", "10.128.7.0/24", "10.128.0.0/16");
    assertThat(operator.<List<String>>read("overlap", "/sites/store-b", "$.ranges[*].cidr"))
        .hasSize(3);
    assertThat(audit.check("overlap").value()).isEqualTo(3);
  }

  @Test
  void changeAndDeleteNeedTheStateTheyAreBasedOn() {
    operator.makeMesh("tagged");
    join("tagged", "store-a");
    String patch = "{\"labels\": {\"a\": \"b\"}}";
    String site = "/sites/store-a";
    assertThat(operator.change("PATCH", "tagged", site, patch, "\"77\"").statusCode())
        .isEqualTo(412);
    assertThat(operator.change("DELETE", "tagged", site, "", "\"77\"").statusCode()).isEqualTo(412);
    assertThat(operator.change("DELETE", "tagged", site + "?dryRun=true", "").statusCode())
        .isEqualTo(204);
    assertThat(operator.get("tagged", site).statusCode()).isEqualTo(200);
  }

  @Test
  void rosterAfterAChangeThatWasTakenBackIsSignedOverWhatIsThere() {
    operator.makeMesh("taken-back");
    join("taken-back", "store-a");
    join("taken-back", "store-b");
    operator.change("DELETE", "taken-back", "/sites/store-a?dryRun=true", "");
    join("taken-back", "store-c");
    assertThat(audit.check("taken-back").value()).isEqualTo(4);
  }

  @Test
  void deletedSiteFreesNameAndRangesAndLeavesTheRoster() {
    operator.makeMesh("deleted");
    join("deleted", "store-a");
    join("deleted", "store-b");
    assertThat(operator.change("DELETE", "deleted", "/sites/store-a", "").statusCode())
        .isEqualTo(204);
    assertThat(operator.get("deleted", "/sites/store-a").statusCode()).isEqualTo(404);
    assertThat(audit.check("deleted").value()).isEqualTo(4);
    join("deleted", "store-a");
    assertThat(operator.<List<String>>read("deleted", "/sites/store-a", "$.ranges[*].cidr"))
        .containsExactly("100.100.0.0/32", "10.128.0.0/16", "10.64.0.0/16");
    assertThat(audit.check("deleted").value()).isEqualTo(5);
  }

  @Test
  void siteThatLeftKeepsItsRangesUntilItIsDeleted() {
    operator.makeMesh("left");
    JoinToken token = operator.makeToken("left", "{}");
    Box box = new Box(coordinator);
    box.join(token, "store-a", PLAN);
    assertThat(box.leave(token.trust().mesh()).statusCode()).isEqualTo(204);
    assertThat(box.leave(token.trust().mesh()).statusCode()).as("saying it again").isEqualTo(204);
    assertThat(audit.check("left").value()).isEqualTo(3);
    assertThat(operator.<Boolean>read("left", "/sites/store-a", "$.listed")).isFalse();
    assertThat(operator.<Integer>read("left", "/roster", "$.sites")).isZero();
    join("left", "store-b");
    assertThat(operator.<List<String>>read("left", "/sites/store-b", "$.ranges[*].cidr"))
        .contains("10.129.0.0/16");
    HttpResponse<String> back = box.join(token, "store-a", PLAN);
    assertThat(JsonPath.<String>read(back.body(), "$.type")).endsWith("/token-spent");
    assertThat(operator.change("DELETE", "left", "/sites/store-a", "").statusCode()).isEqualTo(204);
    assertThat(audit.check("left").value()).as("deleting it signs nothing").isEqualTo(4);
  }

  @Test
  void removalOfMostSitesIsAnnouncedInTheMeshRecord() {
    operator.makeMesh("shrinking");
    for (int i = 0; i < 6; i++) {
      join("shrinking", "store-" + i);
    }
    for (int i = 0; i < 3; i++) {
      operator.change("DELETE", "shrinking", "/sites/store-" + i, "");
    }
    assertThat(coordinator.database().meshRecord("shrinking")).doesNotContain("massRemovalEpoch");
    operator.change("DELETE", "shrinking", "/sites/store-3", "");
    assertThat(coordinator.database().meshRecord("shrinking")).contains("\"massRemovalEpoch\":11");
    assertThat(audit.check("shrinking").value()).isEqualTo(11);
  }

  @Test
  void removalOfAFewIsAnnouncedWhereTheyMayBeAllThePeersOfOne() {
    operator.makeMesh("sparse");
    for (int i = 0; i < 9; i++) {
      join("sparse", "store-" + i);
    }
    linkNorthOnly("sparse");
    for (int i = 0; i < 3; i++) {
      operator.change("DELETE", "sparse", "/sites/store-" + i, "");
    }
    assertThat(coordinator.database().meshRecord("sparse")).doesNotContain(announced("sparse"));
    operator.change("DELETE", "sparse", "/sites/store-3", "");
    assertThat(coordinator.database().meshRecord("sparse")).contains(announced("sparse"));
  }

  @Test
  void changeOfLabelsIsAnnouncedWhereTheyDecideWhoIsLinked() {
    operator.makeMesh("regions");
    join("regions", "store-a");
    relabel("regions", "north");
    assertThat(coordinator.database().meshRecord("regions"))
        .as("all with all")
        .doesNotContain("massRemovalEpoch");
    linkNorthOnly("regions");
    relabel("regions", "south");
    assertThat(coordinator.database().meshRecord("regions")).contains(announced("regions"));
    assertThat(audit.check("regions").value()).isEqualTo(5);
  }

  private void linkNorthOnly(String mesh) {
    String links = "{\"links\": [{\"from\": \"region=north\", \"to\": \"region=north\"}]}";
    assertThat(operator.change("PATCH", mesh, "", links).statusCode()).isEqualTo(200);
  }

  private void relabel(String mesh, String region) {
    String labels = "{\"labels\": {\"region\": \"" + region + "\"}}";
    assertThat(operator.change("PATCH", mesh, "/sites/store-a", labels).statusCode())
        .isEqualTo(200);
  }

  /** What the mesh record says if its newest epoch may take many peers away. */
  private String announced(String mesh) {
    return "\"massRemovalEpoch\":" + audit.check(mesh).value();
  }

  @Test
  void rangesOfTheMeshAreListedByAddress() {
    operator.makeMesh("ranges");
    join("ranges", "store-a");
    join("ranges", "store-b");
    assertThat(operator.<List<String>>read("ranges", "/ranges?limit=3", "$.items[*].cidr"))
        .containsExactly("10.64.0.0/16", "10.65.0.0/16", "10.128.0.0/16");
    String cursor = operator.read("ranges", "/ranges?limit=3", "$.nextCursor");
    assertThat(operator.<List<String>>read("ranges", "/ranges?cursor=" + cursor, "$.items[*].site"))
        .containsExactly("store-b", "store-a", "store-b");
  }

  private void join(String mesh, String site) {
    JoinToken token = operator.makeToken(mesh, "{}");
    Operator.require(201, new Box(coordinator).join(token, site, PLAN));
  }
}
