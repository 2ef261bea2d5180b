package io.filigree.edge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Heals;
import io.filigree.edge.agent.Hindrance;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Nat;
import io.filigree.edge.agent.NatType;
import io.filigree.edge.agent.Now;
import io.filigree.edge.agent.Path;
import io.filigree.edge.agent.Quality;
import io.filigree.edge.agent.Reach;
import io.filigree.edge.agent.RelayLine;
import io.filigree.edge.agent.Stand;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.agent.StatusPage.Dropped;
import io.filigree.edge.agent.StatusPage.PeerLine;
import io.filigree.edge.agent.StatusPage.Refused;
import io.filigree.edge.agent.StatusPage.Standing;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.roster.Epoch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Quality QUALITY =
      new Quality(
          20, 1, Optional.of(Duration.ofNanos(12_345_678)), Optional.of(Duration.ofMillis(9)));
  private static final List<String> HOSTILE =
      List.of(
          "\"} 1\nfiligree_troubles 99\n",
          "\\",
          "\\\"",
          "a\n# HELP filigree_troubles again",
          "\u0000\u001b[2J\u007f",
          "\u2028\u0085",
          "",
          "{}=,");

  private static TextFormat scrape(StatusPage page) throws IOException {
    Metrics metrics = Metrics.at("off", "0.1.0", () -> NOW);
    metrics.show(page);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    metrics.write(bytes);
    return TextFormat.parse(bytes.toString(StandardCharsets.UTF_8));
  }

  private static PeerLine peer(String name, String id, Path path, Optional<Quality> quality) {
    Optional<Instant> handshake =
        path == Path.DIRECT ? Optional.of(NOW.minusSeconds(12)) : Optional.empty();
    return line(name, id, Reach.by(path), handshake, quality);
  }

  private static PeerLine line(
      String name, String id, Reach reach, Optional<Instant> handshake, Optional<Quality> quality) {
    return new PeerLine(name, id, reach, "k", "", handshake, List.of(), 10, 20, quality);
  }

  private static StatusPage page(String text, List<PeerLine> peers) {
    return new StatusPage(
        Standing.MESHED,
        text,
        text,
        text,
        "filigree0",
        List.of(text),
        7,
        "42." + "ab".repeat(32),
        Optional.of(new Stand(Cursor.parse("43." + "cd".repeat(32)), new Epoch(8))),
        true,
        Optional.of(NOW.minusSeconds(3)),
        new Nat(NatType.PLAIN, List.of("198.18.0.7:40001")),
        List.of(
            new RelayLine(
                text, "", RelayLine.Standing.ANSWERS, Optional.empty(), Optional.of(QUALITY), ""),
            new RelayLine(
                text + "2", "", RelayLine.Standing.SILENT, Optional.empty(), Optional.empty(), "")),
        List.of(text, text),
        1,
        new Heals(5, List.of(new Heals.Heal(NOW, text))),
        List.of(new Dropped("not an exported range", 4)),
        peers,
        List.of(
            new Refused(text, "range-overlaps", text),
            new Refused("x", "range-overlaps", text),
            new Refused("y", "key-ours", text)));
  }

  @Test
  void everyFigureOfThePageCanBeRead() throws IOException {
    TextFormat text =
        scrape(
            page(
                "default",
                List.of(
                    peer("store-b", "1", Path.DIRECT, Optional.of(QUALITY)),
                    peer("store-c", "2", Path.DOWN, Optional.empty()))));

    assertThat(text.value("filigree_peer_path", "peer", "store-b", "path", "direct")).isOne();
    assertThat(text.value("filigree_peer_path", "peer", "store-c", "path", "down")).isOne();
    assertThat(text.value("filigree_peer_handshake_age_seconds", "peer", "store-b")).isEqualTo(12);
    assertThat(text.value("filigree_peer_received_bytes_total", "peer", "store-b")).isEqualTo(10);
    assertThat(text.value("filigree_peer_sent_bytes_total", "peer", "store-c")).isEqualTo(20);
    assertThat(text.value("filigree_peer_latency_seconds", "peer", "store-b")).isEqualTo(0.012345);
    assertThat(text.value("filigree_peer_loss_ratio", "peer", "store-b")).isEqualTo(0.05);
    assertThat(text.value("filigree_applied_revision")).isEqualTo(42);
    assertThat(text.value("filigree_offered_revision")).isEqualTo(43);
    assertThat(text.value("filigree_applied_epoch")).isEqualTo(7);
    assertThat(text.value("filigree_offered_epoch")).isEqualTo(8);
    assertThat(text.value("filigree_refusals", "reason", "range-overlaps")).isEqualTo(2);
    assertThat(text.value("filigree_refusals", "reason", "key-ours")).isEqualTo(1);
    assertThat(text.value("filigree_coordinator_reachable")).isOne();
    assertThat(text.value("filigree_coordinator_contact_age_seconds")).isEqualTo(3);
    assertThat(text.value("filigree_resyncs_total")).isOne();
    assertThat(text.value("filigree_troubles")).isEqualTo(2);
    assertThat(text.value("filigree_heals_total")).isEqualTo(5);
    assertThat(
            text.value(
                "filigree_firewall_dropped_packets_total", "reason", "not an exported range"))
        .isEqualTo(4);
    assertThat(text.value("filigree_site_standing", "standing", "meshed")).isOne();
    assertThat(text.value("filigree_build_info", "version", "0.1.0")).isOne();
    assertThat(text.value("filigree_jvm_heap_used_bytes")).isPositive();
    assertThat(text.value("filigree_jvm_loaded_classes")).isGreaterThan(100);
    assertThat(text.value("filigree_process_resident_memory_bytes")).isGreaterThan(1e6);
  }

  @Test
  void aRelayedPeerIsToldWithItsRelayAndWhatWasTried() throws IOException {
    Reach.Tried tried =
        new Reach.Tried("198.18.0.2:51871", 3, Optional.of(NOW), Optional.of(NOW.plusSeconds(60)));
    Reach reach =
        new Reach(
            Path.RELAYED,
            "relay-1",
            Optional.of(NOW.minusSeconds(90)),
            Optional.of(tried),
            Optional.of(Hindrance.NO_USE));
    TextFormat text =
        scrape(
            page(
                "default",
                List.of(line("store-b", "1", reach, Optional.empty(), Optional.empty()))));
    assertThat(text.value("filigree_peer_relay", "peer", "store-b", "relay", "relay-1")).isOne();
    assertThat(text.value("filigree_peer_path_age_seconds", "peer", "store-b")).isEqualTo(90);
    assertThat(text.value("filigree_peer_direct_failures", "peer", "store-b")).isEqualTo(3);
    assertThat(text.value("filigree_site_nat", "type", "plain")).isOne();
    assertThat(text.value("filigree_site_relay_answers", "relay", "default")).isOne();
    assertThat(text.value("filigree_site_relay_answers", "relay", "default2")).isZero();
    assertThat(text.value("filigree_site_relay_latency_seconds", "relay", "default"))
        .isEqualTo(0.012345);
    assertThat(text.value("filigree_site_relay_loss_ratio", "relay", "default")).isEqualTo(0.05);
  }

  @Test
  void aPeerThatIsNotAskedHasNoFigureOfIt() throws IOException {
    TextFormat text =
        scrape(page("default", List.of(peer("store-c", "2", Path.IDLE, Optional.empty()))));
    assertThat(text.samples())
        .noneMatch(sample -> sample.family().startsWith("filigree_peer_latency"))
        .noneMatch(sample -> sample.family().startsWith("filigree_peer_loss"))
        .noneMatch(sample -> sample.family().contains("handshake"));
  }

  @Test
  void noNameFromOutsideBreaksAScrape() throws IOException {
    List<String> families = new ArrayList<>(scrape(page("x", List.of())).types().keySet());
    for (String hostile : HOSTILE) {
      List<PeerLine> peers =
          List.of(
              peer(hostile, "1", Path.DIRECT, Optional.empty()),
              peer(hostile, "2", Path.DIRECT, Optional.empty()),
              peer(hostile + hostile, hostile, Path.DOWN, Optional.empty()));
      TextFormat text = scrape(page(hostile, peers));
      assertThat(text.types().keySet()).containsExactlyElementsOf(families);
      assertThat(text.value("filigree_troubles")).isEqualTo(2);
      assertThat(text.samples())
          .filteredOn(sample -> sample.family().equals("filigree_peer_path"))
          .hasSize(3);
    }
  }

  @Test
  void peersOfOneNameAreToldApartByTheirIds() throws IOException {
    TextFormat text =
        scrape(
            page(
                "default",
                List.of(
                    peer("store-b", "1", Path.DIRECT, Optional.empty()),
                    peer("store-b", "2", Path.DOWN, Optional.empty()))));
    assertThat(text.value("filigree_peer_path", "peer", "store-b", "site_id", "2", "path", "down"))
        .isOne();
  }

  @Test
  void beforeTheFirstPageThereIsTheProcessToWatch() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Metrics.at("off", "0.1.0", () -> NOW).write(bytes);
    assertThat(TextFormat.parse(bytes.toString(StandardCharsets.UTF_8)).types()).hasSize(4);
  }

  @Test
  void aBusyPortIsSaidAndTriedAgain() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ServerSocket holder = new ServerSocket(0, 1, loopback);
    String place = "127.0.0.1:" + holder.getLocalPort();
    try (Metrics metrics = Metrics.at(place, "0.1.0", () -> NOW)) {
      assertThat(served(metrics, 0)).hasValueSatisfying(why -> assertThat(why).contains(place));
      holder.close();
      assertThat(metrics.keep(new Now(29_999, NOW))).isEmpty();
      assertThat(served(metrics, 30_000)).isEmpty();
      assertThat(metrics.keep(new Now(90_000, NOW))).isEmpty();
      try (Socket socket = new Socket(loopback, holder.getLocalPort())) {
        assertThat(socket.isConnected()).isTrue();
      }
    }
  }

  private static Optional<String> served(Metrics metrics, long millis) {
    Input input = metrics.keep(new Now(millis, NOW)).orElseThrow();
    assertThat(input).isInstanceOf(Input.MetricsServed.class);
    return ((Input.MetricsServed) input).problem();
  }
}
