package io.filigree.controlplane.feed;

/** Time that passes only when whoever owns it says so. */
public interface VirtualTime {

  /** Milliseconds since its beginning. */
  long millis();

  /** Runs a task that many milliseconds from now. */
  void after(long millis, Runnable task);
}
