package io.filigree.edge.relay.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Stand;
import io.filigree.edge.relay.Count;
import io.filigree.edge.relay.Snapshot;
import io.filigree.edge.relay.agent.RelayPage;
import io.filigree.edge.relay.agent.RelayStanding;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.roster.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayStatusFileTest {

  private static final RelayPage PAGE =
      new RelayPage(
          RelayStanding.SERVING,
          "default",
          "relay-1",
          List.of("198.51.100.7:51900"),
          Optional.of(new Stand(Cursor.parse("7." + "0".repeat(64)), new Epoch(4))),
          true,
          Optional.of(Instant.parse("2026-11-24T12:00:00Z")),
          List.of("the peer list cannot be saved: disk full"),
          List.of(new RelayPage.Refused("store-a", "its facts cannot be read")));

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Snapshot snapshot = new Snapshot(3, 2, 8, 2, 0, false, Map.of(Count.DATA, 41L));
    Path file = folder.resolve("relay.status.json");
    RelayStatus status = new RelayStatus(file);
    status.show(PAGE);
    status.write(snapshot, line -> {});
    RelayStatusFile read = RelayStatusFile.read(file).orElseThrow();
    assertThat(read.page()).contains(PAGE);
    assertThat(read.members()).isEqualTo(3);
    assertThat(read.attached()).isEqualTo(2);
    assertThat(read.count(Count.DATA)).isEqualTo(41);
    assertThat(read.writer()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void aRelayThatServesTheMembersOfAFileHasNoMesh() throws IOException {
    Path file = folder.resolve("relay.status.json");
    new RelayStatus(file).write(new Snapshot(0, 0, 0, 0, 0, false, Map.of()), line -> {});
    assertThat(RelayStatusFile.read(file).orElseThrow().page()).isEmpty();
    assertThat(RelayStatusFile.read(Files.createTempDirectory(folder, "x").resolve("none")))
        .isEmpty();
  }
}
