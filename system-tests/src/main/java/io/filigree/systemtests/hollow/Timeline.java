package io.filigree.systemtests.hollow;

import java.util.OptionalLong;

/** When a double's edges asked the one question and were told something, by the monotonic clock. */
public final class Timeline {

  private OptionalLong firstAsked = OptionalLong.empty();
  private OptionalLong lastWritten = OptionalLong.empty();

  /** Forgets all that was. */
  public synchronized void reset() {
    firstAsked = OptionalLong.empty();
    lastWritten = OptionalLong.empty();
  }

  synchronized void asked() {
    if (firstAsked.isEmpty()) {
      firstAsked = OptionalLong.of(System.nanoTime());
    }
  }

  synchronized void written() {
    lastWritten = OptionalLong.of(System.nanoTime());
  }

  /** When the first question since the reset came; empty if none has. */
  public synchronized OptionalLong firstAsked() {
    return firstAsked;
  }

  /** When the last of the news had been written; empty if there was none since the reset. */
  public synchronized OptionalLong lastWritten() {
    return lastWritten;
  }
}
