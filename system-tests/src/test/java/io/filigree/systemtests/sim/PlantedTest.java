package io.filigree.systemtests.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulator that finds nothing proves nothing: each bug planted in its worlds must be found. */
class PlantedTest {

  /** In so many worlds at most; the rarest showed first in the 86th. */
  private static final long WORLDS = 300;

  private static Optional<Genesis> made = Optional.empty();

  @BeforeAll
  static void begin() {
    made = Optional.of(Genesis.make());
  }

  @ParameterizedTest
  @EnumSource
  void everyPlantedBugIsFound(Planted bug) {
    Optional<Outcome> found =
        LongStream.rangeClosed(1, WORLDS)
            .mapToObj(seed -> Outcome.of(seed, made.orElseThrow(), bug, Story.silent()))
            .filter(
                outcome -> outcome.broken().filter(what -> what.contains(bug.sign())).isPresent())
            .findFirst();
    assertThat(found).as("%s in %d worlds", bug, WORLDS).isPresent();
    Outcome world = found.get();
    System.out.println(bug + ": world " + world.seed() + ": " + world.broken().orElseThrow());
  }
}
