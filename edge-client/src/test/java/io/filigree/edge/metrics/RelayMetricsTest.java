package io.filigree.edge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Now;
import io.filigree.edge.agent.Stand;
import io.filigree.edge.relay.Count;
import io.filigree.edge.relay.Snapshot;
import io.filigree.edge.relay.agent.RelayPage;
import io.filigree.edge.relay.agent.RelayStanding;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.roster.Epoch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayMetricsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Snapshot SNAPSHOT =
      new Snapshot(
          3,
          2,
          8,
          2,
          0,
          true,
          Map.of(Count.DATA, 41L, Count.DATA_BYTES, 5_000L, Count.LATCHES, 2L));

  private static String text(RelayMetrics metrics) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    metrics.write(bytes, SNAPSHOT);
    String text = bytes.toString(StandardCharsets.UTF_8);
    TextFormat.parse(text);
    return text;
  }

  private static RelayMetrics off() {
    return RelayMetrics.at("off", "0.1.0", () -> NOW);
  }

  @Test
  void whatTheSwitchCountsIsThereWithAndWithoutAMesh() throws IOException {
    assertThat(text(off()))
        .contains("filigree_relay_members 3\n")
        .contains("filigree_relay_attached 2\n")
        .contains("filigree_relay_under_load 1\n")
        .contains("filigree_relay_data_bytes_total 5000\n")
        .contains("filigree_relay_events_total{event=\"data\"} 41\n")
        .contains("filigree_relay_events_total{event=\"drop_shape\"} 0\n")
        .doesNotContain("filigree_relay_standing");
  }

  @Test
  void howItStandsWithItsMeshIsThereOnceItIsKnown() throws IOException {
    RelayMetrics metrics = off();
    Cursor cursor = Cursor.parse("7." + "0".repeat(64));
    metrics.show(
        new RelayPage(
            RelayStanding.SERVING,
            "default",
            "relay-1\"} 1\n",
            List.of(),
            Optional.of(new Stand(cursor, new Epoch(4))),
            false,
            Optional.of(NOW.minusSeconds(12)),
            List.of("the coordinator: connection refused"),
            List.of()));
    assertThat(text(metrics))
        .contains("filigree_relay_standing{standing=\"serving\"} 1\n")
        .contains("relay=\"relay-1\\\"} 1\\n\"")
        .contains("filigree_applied_revision 7\n")
        .contains("filigree_applied_epoch 4\n")
        .contains("filigree_coordinator_reachable 0\n")
        .contains("filigree_coordinator_contact_age_seconds 12\n")
        .contains("filigree_relay_troubles 1\n");
  }

  @Test
  void aPortThatIsTakenIsToldAndTriedAgain() throws IOException {
    Now first = new Now(1_000, NOW);
    ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try (RelayMetrics metrics =
        RelayMetrics.at("127.0.0.1:" + taken.getLocalPort(), "0.1.0", () -> NOW)) {
      assertThat(metrics.keep(first, () -> SNAPSHOT).flatMap(Opening::problem)).isPresent();
      assertThat(metrics.keep(new Now(2_000, NOW), () -> SNAPSHOT)).isEmpty();
      taken.close();
      Optional<Opening> later = metrics.keep(new Now(40_000, NOW), () -> SNAPSHOT);
      assertThat(later).hasValue(new Opening(Optional.empty()));
    }
  }
}
