package io.filigree.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Heals;
import io.filigree.edge.agent.Hindrance;
import io.filigree.edge.agent.Nat;
import io.filigree.edge.agent.NatType;
import io.filigree.edge.agent.Path;
import io.filigree.edge.agent.Quality;
import io.filigree.edge.agent.Reach;
import io.filigree.edge.agent.RelayLine;
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
            relay        relay-1  198.18.1.1:51900  answers  20.0 ms  0 %  sees 198.18.0.7:40001
            relay        relay-2  198.18.1.2:51900  does not answer
            trouble      route 10.9.0.0/16: no such device
            resyncs      1 (an answer did not add up with what we hold)
            healed       2 in all
                         12 s ago: route 10.43.0.0/16
            dropped      3: not an exported range
            refused      store-c: its endpoint does not resolve

            PEER     PATH                SINCE      HANDSHAKE  LATENCY  LOSS  ENDPOINT          RANGES
            store-b  relayed by relay-1  5 min ago  12 s ago   12.3 ms  5 %   198.18.1.1:51900  pod 10.43.0.0/16
            store-b is not reached directly: 198.18.0.2:51871 was of no use 3 times, last 12 s ago; again with traffic, in 48 s at the earliest
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
        relays(),
        List.of("route 10.9.0.0/16: no such device"),
        1,
        new Heals(2, List.of(new Heals.Heal(NOW.minusSeconds(12), "route 10.43.0.0/16"))),
        List.of(new StatusPage.Dropped("not an exported range", 3)),
        List.of(peer()),
        List.of(
            new StatusPage.Refused("store-c", "unresolvable", "its endpoint does not resolve")));
  }

  private static List<RelayLine> relays() {
    return List.of(
        new RelayLine(
            "relay-1",
            "198.18.1.1:51900",
            RelayLine.Standing.ANSWERS,
            Optional.of(NOW.minusSeconds(12)),
            Optional.of(quality(0, 20_000_000, 20_000_000)),
            "198.18.0.7:40001"),
        new RelayLine(
            "relay-2",
            "198.18.1.2:51900",
            RelayLine.Standing.SILENT,
            Optional.empty(),
            Optional.empty(),
            ""));
  }

  private static PeerLine peer() {
    return new PeerLine(
        "store-b",
        "0193",
        new Reach(
            Path.RELAYED,
            "relay-1",
            Optional.of(NOW.minusSeconds(300)),
            Optional.of(
                new Reach.Tried(
                    "198.18.0.2:51871",
                    3,
                    Optional.of(NOW.minusSeconds(12)),
                    Optional.of(NOW.plusSeconds(48)))),
            Optional.of(Hindrance.NO_USE)),
        "k",
        "198.18.1.1:51900",
        Optional.of(NOW.minusSeconds(12)),
        List.of("pod 10.43.0.0/16"),
        1,
        2,
        Optional.of(quality(1, 12_345_000, 12_399_000)));
  }

  private static Quality quality(int lost, long last, long median) {
    return new Quality(
        20, lost, Optional.of(Duration.ofNanos(last)), Optional.of(Duration.ofNanos(median)));
  }
}
