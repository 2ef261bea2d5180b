package io.filigree.controlplane.feed;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Two threads that read and keep time, two that write. After the stop, tasks are dropped. */
@Component
class FeedPool implements FeedThreads {

  private static final Logger LOG = LoggerFactory.getLogger(FeedPool.class);

  private static final int THREADS = 2;
  private static final Duration LONGEST_TASK = Duration.ofSeconds(5);

  private final ScheduledThreadPoolExecutor readers = pool("feed-");
  private final ScheduledThreadPoolExecutor writers = pool("feed-write-");

  private static ScheduledThreadPoolExecutor pool(String name) {
    var pool =
        new ScheduledThreadPoolExecutor(
            THREADS,
            Thread.ofPlatform().daemon().name(name, 0).factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return pool;
  }

  @Override
  public void run(Runnable task) {
    readers.execute(surviving(task));
  }

  @Override
  public void runAfter(Duration delay, Runnable task) {
    var _ = readers.schedule(surviving(task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void write(Runnable task) {
    writers.execute(surviving(task));
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /** Runs a task again and again, that long after its last end. */
  void repeat(Duration pause, Runnable task) {
    long nanos = pause.toNanos();
    var _ = readers.scheduleWithFixedDelay(surviving(task), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** An executor swallows what a task throws, and ends a repeated one for good. */
  private static Runnable surviving(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException bug) {
        LOG.error("the feed goes on after a failure", bug);
      }
    };
  }

  /** Lets what runs come to its end, and nothing else begin. */
  void stop() {
    readers.shutdown();
    writers.shutdown();
    try {
      var _ = readers.awaitTermination(LONGEST_TASK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
