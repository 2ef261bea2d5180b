package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.StatusPage.PeerLine;
import io.filigree.edge.trust.TestMesh;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the coordinator is told of paths, and how often. */
class PathReportTest {

  private static final Instant BEGAN = Instant.parse("2026-11-24T12:00:00.123Z");

  @Test
  void idlePeersAreNotToldAndTheOthersAreBounded() {
    List<PeerLine> peers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      peers.add(peer("site-" + i, i % 2 == 0 ? Path.IDLE : Path.RELAYED, 10, 0));
    }
    List<PathReport> reports = PathReport.of(peers);
    assertThat(reports).hasSize(64).allMatch(report -> report.path() == Path.RELAYED);
    assertThat(reports.getFirst().since()).contains(Instant.parse("2026-11-24T12:00:00Z"));
  }

  @Test
  void noiseWithinAStepIsNoNews() {
    assertThat(told(11, 0)).isEqualTo(told(19, 0));
    assertThat(told(11, 0).latencyMillis()).contains(20);
    assertThat(told(21, 0).latencyMillis()).contains(50);
    assertThat(told(900, 0).latencyMillis()).contains(1_000);
    assertThat(told(1, 1).lossPercent()).contains(5);
    assertThat(told(1, 20).lossPercent()).contains(100);
  }

  @Test
  void aPathThatChangesIsToldAtOnceAndAMeasureWithinMinutes() {
    RelayedRun mesh = RelayedRun.behindNat(TestMesh.relay(1));
    StatusReport before = mesh.run.last(Effect.PutStatus.class).report().numbered(0);
    Reporting calm = after(before.reaching(NatType.UNKNOWN, List.of(told(10, 0))), mesh.run.now());
    Reporting measured = wanting(calm, before, told(30, 0), mesh.run.now());
    assertThat(measured.nextAt() - mesh.run.now().millis()).isBetween(290_000L, 310_000L);
    Reporting moved = wanting(measured, before, direct(), mesh.run.now());
    assertThat(moved.nextAt() - mesh.run.now().millis()).isLessThan(5_000L);
    assertThat(wanting(moved, before, told(10, 0), mesh.run.now()).nextAt())
        .as("as it was told")
        .isEqualTo(Long.MAX_VALUE);
  }

  private static Reporting wanting(
      Reporting reporting, StatusReport report, PathReport path, Now now) {
    return reporting.wanting(
        report.reaching(NatType.UNKNOWN, List.of(path)), 2, now, new Chance(7));
  }

  private static Reporting after(StatusReport told, Now now) {
    return Reporting.none()
        .put(told.numbered(0), 2, now)
        .answered(new PutReply.Taken(), now, new Chance(7));
  }

  private static PathReport told(int millis, int lost) {
    return PathReport.of(List.of(peer("site", Path.RELAYED, millis, lost))).getFirst();
  }

  private static PathReport direct() {
    return PathReport.of(List.of(peer("site", Path.DIRECT, 10, 0))).getFirst();
  }

  private static PeerLine peer(String site, Path path, int millis, int lost) {
    Optional<Duration> roundTrip = Optional.of(Duration.ofMillis(millis));
    return new PeerLine(
        site,
        site,
        new Reach(path, "", Optional.of(BEGAN), Optional.empty(), Optional.empty()),
        "k",
        "",
        Optional.empty(),
        List.of(),
        1,
        1,
        Optional.of(new Quality(20, lost, roundTrip, roundTrip)));
  }
}
