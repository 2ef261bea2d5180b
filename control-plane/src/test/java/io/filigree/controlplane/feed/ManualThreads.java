package io.filigree.controlplane.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Runs everything on the caller's thread; what is to run later waits until the test says so. */
final class ManualThreads implements FeedThreads {

  private final Deque<Runnable> later = new ArrayDeque<>();

  @Override
  public void run(Runnable task) {
    task.run();
  }

  @Override
  public void runAfter(Duration delay, Runnable task) {
    later.add(task);
  }

  @Override
  public void write(Runnable task) {
    task.run();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /** Lets one rest end. */
  void endRest() {
    later.remove().run();
  }
}
