package io.filigree.edge;

import io.filigree.edge.agent.LogLine;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A thread for what has to wait for the network, so that it holds up nothing else; one errand after
 * the other. Whatever happens, an answer comes back.
 */
final class Courier {

  /** The reason given when a fault of ours kept an errand from its answer. */
  static final String FAULT = "internal error";

  private final Executor thread;
  private final Log log;

  Courier(String name, Log log) {
    this.log = log;
    this.thread =
        Executors.newSingleThreadExecutor(task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * @param otherwise the answer when a fault of ours keeps the errand from one
   * @param back takes the answer, on this thread
   */
  <T> void send(Supplier<T> errand, T otherwise, Consumer<T> back) {
    thread.execute(() -> back.accept(guarded(errand, otherwise)));
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
