package io.filigree.edge;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.LogLine;
import io.filigree.edge.agent.PutReply;
import io.filigree.edge.agent.StatusReport;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.relay.agent.RelayInput;
import io.filigree.edge.relay.agent.RelayNews;
import io.filigree.protocol.feed.MeshCopy;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What of a relay has to wait for the network: the long poll and the short calls, each on a thread
 * of its own. Whatever happens, an answer comes back.
 */
final class RelayErrands {

  private final CoordinatorClient coordinator;
  private final Consumer<RelayInput> inputs;
  private final Log log;
  private final Executor feed = thread("feed");
  private final Executor calls = thread("calls");

  RelayErrands(CoordinatorClient coordinator, Consumer<RelayInput> inputs, Log log) {
    this.coordinator = coordinator;
    this.inputs = inputs;
    this.log = log;
  }

  private static Executor thread(String name) {
    return Executors.newSingleThreadExecutor(task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    });
  }

  void ask(Effect.AskFeed ask, MeshCopy held) {
    feed.execute(() -> {
      FeedReply reply =
          guarded(
              () -> coordinator.feed(ask.since(), ask.waitSeconds(), ask.inbox(), held),
              new FeedReply.Failed("internal error"));
      inputs.accept(new RelayInput.FeedAnswered(Clock.now(), reply));
    });
  }

  void announce(RelayNews news) {
    calls.execute(() -> {
      PutReply reply =
          guarded(() -> coordinator.putRelay(news), new PutReply.Failed("internal error"));
      inputs.accept(new RelayInput.Announced(Clock.now(), reply));
    });
  }

  void put(StatusReport report) {
    calls.execute(() -> {
      PutReply reply =
          guarded(() -> coordinator.putStatus(report), new PutReply.Failed("internal error"));
      inputs.accept(new RelayInput.StatusAnswered(Clock.now(), reply));
    });
  }

  /** A fault of ours must not leave the core waiting for an answer for ever. */
  private <T> T guarded(Supplier<T> errand, T otherwise) {
    try {
      return errand.get();
    } catch (RuntimeException e) {
      log.say(LogLine.of("internal-error", "where", "network", "what", e.toString()));
      return otherwise;
    }
  }
}
