package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.relay.RelaySite;
import io.filigree.systemtests.relay.RelayStage;

/**
 * Two sites behind symmetric NAT, in a lab of their own, that have met through the relay.
 *
 * @param stage closed with the pair
 */
record RelayedPair(RelayStage stage, RelaySite a, RelaySite b) implements AutoCloseable {

  static RelayedPair open() {
    RelayStage stage = RelayStage.open();
    try {
      RelaySite a = stage.behind(Kind.SYMMETRIC, "store-a");
      RelaySite b = stage.behind(Kind.SYMMETRIC, "store-b");
      stage.attachAll();
      RelayedPair pair = new RelayedPair(stage, a, b);
      pair.meet();
      return pair;
    } catch (RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  /** A new session between the two. */
  void meet() {
    a.meet(b);
    b.meet(a);
    if (a.ping(b).ask(5000).isEmpty()) {
      throw new IllegalStateException("the two do not meet: " + stage.relay().output());
    }
  }

  /** Something is done to the pair while both send. */
  ProbeReport under(Runnable what, long millisAfter) {
    stage.startProbes(a, b);
    Pause.millis(1000);
    what.run();
    Pause.millis(millisAfter);
    return stage.probes().stop();
  }

  @Override
  public void close() {
    stage.close();
  }
}
