package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.lab.Wait;
import java.time.Duration;

/** Time in which what is measured goes on. */
final class Pause {

  private Pause() {}

  static void millis(long millis) {
    Wait.upTo(Duration.ofMillis(millis), () -> false);
  }

  static void seconds(long seconds) {
    millis(seconds * 1000);
  }
}
