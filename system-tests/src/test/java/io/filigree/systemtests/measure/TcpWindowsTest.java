package io.filigree.systemtests.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TcpWindowsTest {

  private static final long START = -5_000_000_000L; // nanoTime may be negative

  private final TcpWindows windows = new TcpWindows(START, Duration.ofSeconds(10));

  private void arrived(long afterMillis) {
    windows.arrived(START + afterMillis * 1_000_000, 100);
  }

  private TcpReport until(long afterMillis) {
    return windows.until(START + afterMillis * 1_000_000);
  }

  @Test
  void aSteadyStreamIsNeverAtZero() {
    for (int i = 0; i < 100; i++) {
      arrived(5L * i);
    }
    assertThat(until(500)).isEqualTo(new TcpReport(10_000, 0));
  }

  @Test
  void theLongestRunOfEmptyWindowsCounts() {
    for (long at : new long[] {0, 9, 25, 31, 95, 101}) {
      arrived(at);
    }
    assertThat(until(110).zeroMillis()).isEqualTo(50);
  }

  @Test
  void aStreamThatDiesIsAtZeroUntilTheEnd() {
    arrived(0);
    assertThat(until(1000).zeroMillis()).isEqualTo(990);
  }

  @Test
  void aStreamThatNeverBeginsIsAtZeroAllTheTime() {
    assertThat(until(1000)).isEqualTo(new TcpReport(0, 1000));
  }

  @Test
  void theControlsOwnPausesDoNotCount() {
    assertThat(new TcpReport(1, 50).excessOver(new TcpReport(1, 20))).isEqualTo(30);
    assertThat(new TcpReport(1, 20).excessOver(new TcpReport(1, 50))).isZero();
  }
}
