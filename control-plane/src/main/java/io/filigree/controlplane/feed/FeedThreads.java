package io.filigree.controlplane.feed;

import java.time.Duration;

/** The few threads on which all feeds run, however many edges wait, and the clock they go by. */
interface FeedThreads {

  /** Runs a short task that may read the store. */
  void run(Runnable task);

  /** Runs such a task later. */
  void runAfter(Duration delay, Runnable task);

  /** Runs a task that writes to edges and never waits for one. */
  void write(Runnable task);

  /** Nanoseconds of a clock that never jumps and starts anywhere: what all waiting goes by. */
  long nanoTime();
}
