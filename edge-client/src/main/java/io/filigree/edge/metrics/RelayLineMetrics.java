package io.filigree.edge.metrics;

import io.filigree.edge.agent.Quality;
import io.filigree.edge.agent.RelayLine;
import java.io.IOException;
import java.util.List;

/** How this site stands with the relays of its mesh; their names are unique in it. */
final class RelayLineMetrics {

  private static final Family ANSWERS =
      Family.gauge("site_relay_answers", "1 if the relay answers this site, else 0.");
  private static final Family LATENCY =
      Family.fraction("site_relay_latency_seconds", 6, "Round trip of the last echo to a relay.");
  private static final Family LOSS =
      Family.fraction("site_relay_loss_ratio", 4, "Share of the last 20 echoes to a relay lost.");

  private static final int NANOS_PER_MICRO = 1_000;

  private RelayLineMetrics() {}

  static void write(Exposition out, List<RelayLine> relays) throws IOException {
    out.begin(ANSWERS);
    for (RelayLine relay : relays) {
      if (relay.standing() != RelayLine.Standing.UNTRIED) {
        boolean answers = relay.standing() == RelayLine.Standing.ANSWERS;
        out.sample(ANSWERS, answers ? 1 : 0, "relay", relay.name());
      }
    }
    latencies(out, relays);
    out.begin(LOSS);
    for (RelayLine relay : relays) {
      if (relay.quality().isPresent()) {
        out.sample(LOSS, PeerMetrics.loss(relay.quality().get()), "relay", relay.name());
      }
    }
  }

  private static void latencies(Exposition out, List<RelayLine> relays) throws IOException {
    out.begin(LATENCY);
    for (RelayLine relay : relays) {
      if (relay.quality().flatMap(Quality::last).isPresent()) {
        long nanos = relay.quality().flatMap(Quality::last).orElseThrow().toNanos();
        out.sample(LATENCY, nanos / NANOS_PER_MICRO, "relay", relay.name());
      }
    }
  }
}
