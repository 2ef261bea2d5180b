package io.filigree.systemtests.sim;

import java.util.List;
import java.util.SplittableRandom;

/** All chance of one world. Whoever asks in the same order gets the same luck. */
final class Dice {

  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both bounds included. */
  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  long seed() {
    return random.nextLong();
  }
}
