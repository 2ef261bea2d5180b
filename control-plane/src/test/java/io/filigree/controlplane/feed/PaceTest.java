package io.filigree.controlplane.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {

  private final Pace pace = new Pace();

  @Test
  void loneChangeRestsShortly() {
    assertThat(pace.restAfter(1_000)).isEqualTo(Duration.ofMillis(55));
  }

  @Test
  void restsDoubleWhileChangesKeepComing() {
    Duration first = pace.restAfter(100);
    pace.changesKeepComing();
    assertThat(pace.restAfter(100)).isEqualTo(first.multipliedBy(2));
  }

  @Test
  void restsEndAtASecond() {
    for (int i = 0; i < 100; i++) {
      pace.changesKeepComing();
    }
    assertThat(pace.restAfter(10_000)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pace.restAfter(0)).isEqualTo(Duration.ofMillis(80));
  }

  @Test
  void quietMomentForgetsTheBurst() {
    pace.changesKeepComing();
    pace.quiet();
    assertThat(pace.restAfter(0)).isEqualTo(Duration.ofMillis(5));
  }
}
