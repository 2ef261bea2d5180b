package io.filigree.systemtests.sim;

import java.util.List;
import java.util.Optional;

/**
 * How a world ended.
 *
 * @param settledIn how long it took until everybody agreed once nothing went wrong any more
 * @param broken what was broken; empty if everything held
 * @param story the end of its story, if it was told
 */
record Outcome(
    long seed, Tally tally, long settledIn, Optional<String> broken, List<String> story) {

  /** Lives through a whole world. */
  static Outcome of(long seed, Genesis genesis, Plant plant, Story story) {
    World world = genesis.begin(seed, plant, story);
    Optional<String> broken;
    long unrestEnds = world.time.millis();
    try {
      world.suffer();
      unrestEnds = world.time.millis();
      broken = world.settle().map(what -> "no agreement: " + what);
    } catch (BrokenPromise promise) {
      broken = Optional.ofNullable(promise.getMessage());
    }
    long settledIn = world.time.millis() - unrestEnds;
    return new Outcome(seed, world.tally(), settledIn, broken, story.lines());
  }
}
