package io.filigree.edge.relay.station;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread for work that must not hold up packets; of what it has not begun, the latest counts.
 */
final class LatestOnly implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 5;

  private final ThreadPoolExecutor thread;

  LatestOnly(String name) {
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            work -> {
              Thread worker = new Thread(work, name);
              worker.setDaemon(true);
              return worker;
            },
            new ThreadPoolExecutor.DiscardOldestPolicy());
  }

  void run(Runnable work) {
    thread.execute(work);
  }

  /** Waits for what was begun. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
