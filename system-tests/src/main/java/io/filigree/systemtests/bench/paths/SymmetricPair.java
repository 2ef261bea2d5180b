package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.bench.act.Act;
import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.relay.Capture;
import io.filigree.systemtests.relay.Datagram;
import io.filigree.systemtests.relay.RelaySite;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Two sites behind symmetric NAT talk through the relay for so long that their keys change several
 * times; it runs beside the other acts. Somebody at the relay listens.
 */
final class SymmetricPair implements Act {

  /** The bar asks for 510 s and four re-keyings, which come every two minutes. */
  private static final int SECONDS = 530;

  private static final int ECHO_PORT = 7007;
  private static final byte[] MARK = "seen by nobody between".getBytes(StandardCharsets.US_ASCII);

  /** What came of it. */
  private record Outcome(ProbeReport report, int rekeyings, boolean readable) {}

  private Optional<CompletableFuture<Outcome>> outcome = Optional.empty();

  @Override
  public String name() {
    return "symmetric";
  }

  @Override
  public void begin() {
    outcome = Optional.of(CompletableFuture.supplyAsync(SymmetricPair::play));
  }

  private static Outcome play() {
    try (RelayedPair pair = RelayedPair.open()) {
      boolean readable = listen(pair);
      Set<Long> handshakes = new HashSet<>();
      pair.stage().startProbes(pair.a(), pair.b());
      for (int second = 0; second < SECONDS; second++) {
        pair.a().tunnel().handshake(pair.b().key()).ifPresent(handshakes::add);
        Pause.seconds(1);
      }
      return new Outcome(pair.stage().probes().stop(), handshakes.size() - 1, readable);
    }
  }

  /** Whether who listens at the relay sees what was said; who listens in the tunnel does. */
  private static boolean listen(RelayedPair pair) {
    RelaySite b = pair.b();
    try (Capture atRelay = Capture.on(pair.stage().relay().box(), "eth0");
        Capture inTunnel = Capture.on(b.box(), b.tunnel().device())) {
      for (int i = 0; i < 20; i++) {
        Datagram.ask(pair.a().box().gateway(), pair.a().address(), b.address(), ECHO_PORT, MARK);
      }
      Pause.seconds(1); // tcpdump writes
      if (!inTunnel.shows(MARK) || atRelay.bytes().length < 40 * MARK.length) {
        throw new IllegalStateException("nobody listened");
      }
      return atRelay.shows(MARK);
    }
  }

  @Override
  public void measure(Figures figures) {
    Outcome played = outcome.orElseThrow().join();
    figures.count("symmetric_lost", played.report().lost(), "packets", Bar.exactly(0));
    figures.count("symmetric_sent", played.report().sent(), "packets", Bar.none());
    figures.add("symmetric_gap", played.report().excessGap(), "ms", Bar.none());
    figures.count("symmetric_rekeyings", played.rekeyings(), "handshakes", Bar.atLeast(4));
    figures.count("symmetric_readable", played.readable() ? 1 : 0, "captures", Bar.exactly(0));
  }
}
