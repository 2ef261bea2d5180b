package io.filigree.systemtests.bench.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for events in a client's log, to the millisecond. */
final class LogWatch {

  private final Path file;
  private final int from;

  private LogWatch(Path file, int from) {
    this.file = file;
    this.from = from;
  }

  /** From the end of what is there now. */
  static LogWatch from(Path file) {
    return new LogWatch(file, read(file).length);
  }

  /** The moment at which the event was seen in the log, by the monotonic clock. */
  long await(String event, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!has(event)) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("no \"" + event + "\" in the log: " + news());
      }
      LockSupport.parkNanos(500_000);
    }
    return System.nanoTime();
  }

  private boolean has(String event) {
    return news().contains("Z " + event + " ");
  }

  private String news() {
    byte[] all = read(file);
    return new String(all, from, Math.max(0, all.length - from), StandardCharsets.UTF_8);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
