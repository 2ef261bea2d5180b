package io.filigree.edge.agent;

import io.filigree.edge.agent.StatusPage.PeerLine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one peer in use is reached, as the coordinator is told: in steps, so that noise is no news.
 *
 * @param site its id
 * @param relay empty unless a relay is between
 * @param since to the second; empty when this run of the client has not seen it begin
 * @param latencyMillis at most so many; empty for a peer that is not asked, or did not answer
 * @param lossPercent at most so many; empty for a peer that is not asked
 */
public record PathReport(
    String site,
    Path path,
    String relay,
    Optional<Instant> since,
    Optional<Integer> latencyMillis,
    Optional<Integer> lossPercent) {

  /** As many as the coordinator takes; in a mesh with relays no more are kept warm anyway. */
  private static final int MOST = 64;

  private static final int[] MILLIS = {1, 2, 5, 10, 20, 50, 100, 200, 500};

  /** Who takes longer counts as silent. */
  private static final int SECOND = 1_000;

  private static final int[] PERCENT = {0, 1, 2, 5, 10, 20, 50};

  /** Of the peers that are not idle. */
  static List<PathReport> of(List<PeerLine> peers) {
    List<PathReport> reports = new ArrayList<>();
    for (PeerLine peer : peers) {
      if (peer.path() != Path.IDLE && reports.size() < MOST) {
        reports.add(of(peer));
      }
    }
    return reports;
  }

  private static PathReport of(PeerLine peer) {
    return new PathReport(
        peer.siteId(),
        peer.path(),
        peer.reach().relay(),
        peer.reach().since().map(at -> at.truncatedTo(ChronoUnit.SECONDS)),
        peer.quality().flatMap(Quality::median).map(PathReport::millis),
        peer.quality().map(PathReport::percent));
  }

  private static int millis(Duration roundTrip) {
    return step(MILLIS, SECOND, roundTrip.plusNanos(999_999).toMillis());
  }

  private static int percent(Quality quality) {
    return step(PERCENT, 100, Math.ceilDiv(100L * quality.lost(), quality.asked()));
  }

  private static int step(int[] steps, int last, long value) {
    for (int step : steps) {
      if (value <= step) {
        return step;
      }
    }
    return last;
  }

  /** The same but for what is measured anew all the time. */
  PathReport unmeasured() {
    return new PathReport(site, path, relay, since, Optional.empty(), Optional.empty());
  }
}
