package io.filigree.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Heals;
import io.filigree.edge.agent.Nat;
import io.filigree.edge.agent.NatType;
import io.filigree.edge.agent.Path;
import io.filigree.edge.agent.Quality;
import io.filigree.edge.agent.Stand;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.agent.StatusPage.PeerLine;
import io.filigree.edge.agent.StatusPage.Standing;
import io.filigree.edge.state.StatusFile;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.roster.Epoch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeClientTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private java.nio.file.Path folder;

  private ExitCode run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    if (words.length > 0 && !words[0].equals("help")) {
      all.addAll(List.of("--state-dir", folder + "/state", "--run-dir=" + folder + "/run"));
    }
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream("fg1.x.y.z".getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new EdgeClient(terminal).run(all);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyVerbExplainsItself() {
    for (String verb : List.of("join", "run", "status", "doctor", "leave", "relay")) {
      out.reset();
      assertThat(run("help", verb)).isEqualTo(ExitCode.OK);
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("filigree " + verb, "--state-dir");
      assertThat(run(verb, "--help")).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void everythingWrongOnACommandLineIsNamedAtOnce() {
    assertThat(run("join", "--tokn", "--pod-cidr")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("unknown option --tokn");
    err.reset();
    assertThat(run("join", "--pod-cidr", "10.42.0.1/16", "--port", "70000", "--firewall=maybe"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("--token-file is needed", "--pod-cidr", "--port", "--firewall");
  }

  @Test
  void metricsAreReadAtAnAddressOrNotAtAll() {
    for (String place : List.of("9586", "box.example:9586", "127.0.0.1", "127.0.0.1:0", "on")) {
      err.reset();
      assertThat(run("run", "--metrics", place)).isEqualTo(ExitCode.USAGE);
      assertThat(err()).contains("--metrics", place);
    }
    for (String place : List.of("off", "localhost:9586", "[::1]:9586", "0.0.0.0:80")) {
      assertThat(run("run", "--metrics", place)).isEqualTo(ExitCode.NOT_ENROLLED);
    }
  }

  @Test
  void anUnknownVerbIsNoVerb() {
    assertThat(run("jion")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("there is no verb jion");
  }

  @Test
  void aTokenIsTakenFromStandardInputAndNeverRepeated() {
    assertThat(run("join", "--token-file", "-")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("the text in -").doesNotContain("fg1.x.y.z");
  }

  @Test
  void aBoxThatNeverJoinedSaysSo() {
    for (String verb : List.of("run", "status", "leave")) {
      assertThat(run(verb)).isEqualTo(ExitCode.NOT_ENROLLED);
    }
    assertThat(err()).contains("has not joined a mesh");
  }

  @Test
  void theStatusPageSurvivesItsFileAndShowsWhatAPersonAsks() throws IOException {
    StatusPage page = page();
    java.nio.file.Path file = folder.resolve("run/filigree0.status.json");
    new StatusFile(page, 1).write(file);
    assertThat(StatusFile.read(file)).contains(new StatusFile(page, 1));

    assertThat(new StatusText(page, NOW, true).text())
        .isEqualTo(
            """
            store-a in mesh default  epoch 7, revision 42
            coordinator  answered 3 s ago
            offered      epoch 8, revision 43: not applied
            interface    filigree0  pod 10.42.0.0/16
            seen         198.18.0.7:40001  (plain NAT)
            trouble      route 10.9.0.0/16: no such device
            resyncs      1 (an answer did not add up with what we hold)
            healed       2 in all
                         12 s ago: route 10.43.0.0/16
            dropped      3: not an exported range
            refused      store-c: its endpoint does not resolve

            PEER     PATH    HANDSHAKE  LATENCY  LOSS  ENDPOINT          RANGES
            store-b  direct  12 s ago   12.3 ms  5 %   198.18.0.2:51871  pod 10.43.0.0/16
            """);
  }

  private static StatusPage page() {
    return new StatusPage(
        Standing.MESHED,
        "default",
        "store-a",
        "0192",
        "filigree0",
        List.of("pod 10.42.0.0/16"),
        7,
        "42." + "ab".repeat(32),
        Optional.of(new Stand(Cursor.parse("43." + "cd".repeat(32)), new Epoch(8))),
        true,
        Optional.of(NOW.minusSeconds(3)),
        new Nat(NatType.PLAIN, List.of("198.18.0.7:40001")),
        List.of("route 10.9.0.0/16: no such device"),
        1,
        new Heals(2, List.of(new Heals.Heal(NOW.minusSeconds(12), "route 10.43.0.0/16"))),
        List.of(new StatusPage.Dropped("not an exported range", 3)),
        List.of(
            new PeerLine(
                "store-b",
                "0193",
                Path.DIRECT,
                "k",
                "198.18.0.2:51871",
                Optional.of(NOW.minusSeconds(12)),
                List.of("pod 10.43.0.0/16"),
                1,
                2,
                Optional.of(
                    new Quality(
                        20,
                        1,
                        Optional.of(Duration.ofNanos(12_345_000)),
                        Optional.of(Duration.ofNanos(12_399_000)))))),
        List.of(
            new StatusPage.Refused("store-c", "unresolvable", "its endpoint does not resolve")));
  }
}
