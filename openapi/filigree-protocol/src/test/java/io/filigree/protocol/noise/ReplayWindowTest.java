package io.filigree.protocol.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {

  private final ReplayWindow window = new ReplayWindow();

  @Test
  void aCounterIsTakenOnce() {
    assertThat(window.admits(0)).isTrue();
    assertThat(window.take(0)).isTrue();
    assertThat(window.admits(0)).isFalse();
    assertThat(window.take(5)).isTrue();
    assertThat(window.admits(5)).isFalse();
    assertThat(window.admits(3)).isTrue();
    assertThat(window.take(3)).as("3 came late").isFalse();
    assertThat(window.admits(3)).isFalse();
    assertThat(window.admits(4)).isTrue();
  }

  @Test
  void whatIsFarBehindIsOld() {
    window.take(10_000);
    assertThat(window.admits(10_000 - ReplayWindow.SIZE)).isFalse();
    assertThat(window.admits(10_000 - ReplayWindow.SIZE + 1)).isTrue();
    assertThat(window.admits(0)).isFalse();
  }

  @Test
  void countersHaveNoSignAndAnEnd() {
    window.take(Long.MAX_VALUE);
    assertThat(window.admits(Long.MIN_VALUE)).as("one more").isTrue();
    window.take(Long.MIN_VALUE);
    assertThat(window.admits(1)).isFalse();
    assertThat(window.admits(Long.MAX_VALUE)).isFalse();
    assertThat(window.admits(-1)).isFalse();
    assertThat(window.admits(-(1L << 13) - 1)).isFalse();
    assertThat(window.admits(-(1L << 13) - 2)).isTrue();
  }

  /** Against the plainest model there is: a set. */
  @Test
  void itAgreesWithASetOfAllThatCame() {
    Random random = new Random(7);
    Set<Long> seen = new HashSet<>();
    long highest = -1;
    for (int i = 0; i < 20_000; i++) {
      long counter = Math.max(0, highest + random.nextInt(400) - 300);
      if (random.nextInt(100) == 0) {
        counter = highest + 1 + random.nextInt(2000);
      }
      boolean expected = highest - counter < ReplayWindow.SIZE && !seen.contains(counter);
      assertThat(window.admits(counter)).isEqualTo(expected);
      if (expected) {
        assertThat(window.take(counter)).isEqualTo(counter > highest);
        seen.add(counter);
        highest = Math.max(highest, counter);
      }
    }
  }
}
