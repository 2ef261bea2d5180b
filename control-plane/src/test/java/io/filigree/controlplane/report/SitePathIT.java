package io.filigree.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.api.PageQuery;
import io.filigree.controlplane.testing.EdgeDouble;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.controlplane.testing.TestMesh;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What sites report of the paths to their peers, and what an operator sees of it. */
final class SitePathIT {

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  private final TestMesh mesh = TestMesh.create(coordinator, DocumentText.of("{}"));
  private final SiteId site = listed();
  private final SiteId other = listed();

  private SiteId listed() {
    SiteId id = SiteId.next();
    mesh.site(id, DocumentText.of("{\"site\":\"" + id + "\"}"));
    return id;
  }

  @Test
  void operatorSeesHowASiteReachesItsPeers() {
    String paths =
        "[{\"site\":\"%s\",\"path\":\"relayed\",\"relay\":\"relay-1\",\"since\":\"2026-11-24T12:00:00Z\","
                .formatted(other)
            + "\"latencyMillis\":20,\"lossPercent\":5},{\"site\":\"%s\",\"path\":\"of-a-later-kind\"}]"
                .formatted(site);
    assertThat(reportPaths(paths).statusCode()).isEqualTo(204);
    SiteStatus seen = seen();
    assertThat(seen.nat()).contains("symmetric");
    assertThat(seen.paths())
        .containsExactly(
            new SitePath(
                other.toString(),
                "relayed",
                Optional.of("relay-1"),
                Optional.of(Instant.parse("2026-11-24T12:00:00Z")),
                Optional.of(20L),
                Optional.of(5L)),
            new SitePath(
                site.toString(),
                "of-a-later-kind",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void pathsAreBoundedAndRead() {
    String one = "{\"site\":\"%s\",\"path\":\"direct\"}".formatted(other);
    String most = String.join(",", Collections.nCopies(64, one));
    assertThat(reportPaths("[" + most + "]").statusCode()).isEqualTo(204);
    for (String bad :
        List.of(
            "[" + most + "," + one + "]",
            "[{\"site\":\"%s\",\"path\":\"<b>\"}]".formatted(other),
            "[{\"site\":\"nobody\",\"path\":\"direct\"}]")) {
      assertThat(reportPaths(bad).statusCode()).isEqualTo(400);
    }
  }

  private HttpResponse<String> reportPaths(String paths) {
    String status =
        "{\"counter\":9,\"cursor\":\"2."
            + "0".repeat(64)
            + "\",\"epoch\":1,\"version\":\"0.2.0\",\"nat\":\"symmetric\",\"paths\":"
            + paths
            + "}";
    return new EdgeDouble(coordinator, mesh.key(site), mesh.id())
        .send("PUT", "/edge/v1/status", Optional.of(status));
  }

  private SiteStatus seen() {
    String name = "m" + mesh.id().toString().substring(24);
    PageQuery all = new PageQuery(Optional.empty(), 50);
    return coordinator.bean(SiteStatusTable.class).page(name, all).stream()
        .filter(row -> row.site().equals(site.toString()))
        .findFirst()
        .orElseThrow();
  }
}
