package io.filigree.edge.metrics;

import io.filigree.edge.agent.Quality;
import io.filigree.edge.agent.StatusPage.PeerLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every peer, family by family, as the format wants it. */
final class PeerMetrics {

  private static final Family PATH =
      Family.gauge("peer_path", "1 for the path by which the peer is reached now.");
  private static final Family PATH_AGE =
      Family.gauge("peer_path_age_seconds", "Time since the peer is reached by that path.");
  private static final Family RELAY =
      Family.gauge("peer_relay", "1 for the relay through which the peer is reached now.");
  private static final Family FAILURES =
      Family.gauge("peer_direct_failures", "Tries at a direct way in a row that were of no use.");
  private static final Family HANDSHAKE =
      Family.gauge("peer_handshake_age_seconds", "Time since a session last came about.");
  private static final Family RECEIVED =
      Family.counter("peer_received_bytes_total", "Bytes received since the peer was added.");
  private static final Family SENT =
      Family.counter("peer_sent_bytes_total", "Bytes sent since the peer was added.");
  private static final Family LATENCY =
      Family.fraction("peer_latency_seconds", 6, "Round trip of the last echo.");
  private static final Family LOSS =
      Family.fraction("peer_loss_ratio", 4, "Share of the last 20 echoes that did not come.");

  private static final int TEN_THOUSANDTHS = 10_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private final Exposition out;
  private final List<PeerLine> peers;
  private final Set<String> ambiguous;

  private PeerMetrics(Exposition out, List<PeerLine> peers) {
    this.out = out;
    this.peers = peers;
    this.ambiguous = ambiguous(peers);
  }

  static void write(Exposition out, List<PeerLine> peers, Instant now) throws IOException {
    PeerMetrics metrics = new PeerMetrics(out, peers);
    metrics.paths();
    metrics.reaches(now);
    metrics.handshakes(now);
    metrics.traffic();
    metrics.qualities();
  }

  /** A roster may well give two sites one name; without their ids all of a scrape would be void. */
  private static Set<String> ambiguous(List<PeerLine> peers) {
    Set<String> names = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (PeerLine peer : peers) {
      if (!names.add(peer.name())) {
        twice.add(peer.name());
      }
    }
    return twice;
  }

  private void sample(Family family, PeerLine peer, long value) throws IOException {
    if (ambiguous.contains(peer.name())) {
      out.sample(family, value, "peer", peer.name(), "site_id", peer.siteId());
    } else {
      out.sample(family, value, "peer", peer.name());
    }
  }

  /** With one label more. */
  private void sample(Family family, PeerLine peer, String label, String value) throws IOException {
    if (ambiguous.contains(peer.name())) {
      out.sample(family, 1, "peer", peer.name(), "site_id", peer.siteId(), label, value);
    } else {
      out.sample(family, 1, "peer", peer.name(), label, value);
    }
  }

  private void paths() throws IOException {
    out.begin(PATH);
    for (PeerLine peer : peers) {
      sample(PATH, peer, "path", peer.path().text());
    }
  }

  private void reaches(Instant now) throws IOException {
    out.begin(PATH_AGE);
    for (PeerLine peer : peers) {
      if (peer.reach().since().isPresent()) {
        sample(PATH_AGE, peer, seconds(peer.reach().since().get(), now));
      }
    }
    out.begin(RELAY);
    for (PeerLine peer : peers) {
      if (!peer.reach().relay().isEmpty()) {
        sample(RELAY, peer, "relay", peer.reach().relay());
      }
    }
    out.begin(FAILURES);
    for (PeerLine peer : peers) {
      if (peer.reach().tried().isPresent()) {
        sample(FAILURES, peer, peer.reach().tried().get().failures());
      }
    }
  }

  private static long seconds(Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).toSeconds());
  }

  private void handshakes(Instant now) throws IOException {
    out.begin(HANDSHAKE);
    for (PeerLine peer : peers) {
      if (peer.handshake().isPresent()) {
        sample(HANDSHAKE, peer, seconds(peer.handshake().get(), now));
      }
    }
  }

  private void traffic() throws IOException {
    out.begin(RECEIVED);
    for (PeerLine peer : peers) {
      sample(RECEIVED, peer, peer.received());
    }
    out.begin(SENT);
    for (PeerLine peer : peers) {
      sample(SENT, peer, peer.sent());
    }
  }

  private void qualities() throws IOException {
    out.begin(LATENCY);
    for (PeerLine peer : peers) {
      if (peer.quality().isPresent() && peer.quality().get().last().isPresent()) {
        sample(LATENCY, peer, peer.quality().get().last().get().toNanos() / NANOS_PER_MICRO);
      }
    }
    out.begin(LOSS);
    for (PeerLine peer : peers) {
      if (peer.quality().isPresent()) {
        sample(LOSS, peer, loss(peer.quality().get()));
      }
    }
  }

  /** In ten-thousandths. */
  static long loss(Quality quality) {
    return (long) TEN_THOUSANDTHS * quality.lost() / quality.asked();
  }
}
