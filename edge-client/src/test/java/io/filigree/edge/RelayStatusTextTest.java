package io.filigree.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.relay.Count;
import io.filigree.edge.relay.station.RelayStatusFile;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RelayStatusTextTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private static String text(String mesh, boolean runs) {
    String json =
        "{\"pid\":1,\"members\":3,\"attached\":2,\"counts\":{%s}%s}".formatted(counts(), mesh);
    JsonObject page =
        (JsonObject) Json.parse(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DOCUMENT);
    return RelayStatusText.of(new RelayStatusFile(page), NOW, runs);
  }

  private static String counts() {
    StringBuilder text = new StringBuilder();
    for (var what : Count.values()) {
      String name = what.text();
      text.append(text.isEmpty() ? "" : ",").append('"').append(name).append("\":");
      text.append(name.equals("latches") ? 2 : 0);
    }
    return text.toString();
  }

  @Test
  void whatIsWrongStandsBeforeTheCounts() {
    String mesh =
        """
        ,"mesh":{"standing":"serving","name":"default","relay":"relay-1",
        "endpoints":["198.51.100.7:51900"],"reachable":false,
        "lastContact":"2026-11-24T11:59:00Z","troubles":["the coordinator: refused"],
        "refusals":[{"subject":"store-a","text":"its facts cannot be read"}]}
        """;
    assertThat(text(mesh, false))
        .startsWith("relay-1 in mesh default\n")
        .contains("coordinator               answered 60 s ago\n")
        .contains("trouble                   the coordinator: refused\n")
        .contains("refused                   store-a: its facts cannot be read\n")
        .contains("members                   3, of which attached: 2\n")
        .contains("the relay is not running")
        .endsWith("latches                   2\n");
  }

  @Test
  void withoutAMeshThereAreMembersAndCounts() {
    assertThat(text("", true))
        .isEqualTo(
            """
            members                   3, of which attached: 2
            latches                   2
            """);
  }
}
