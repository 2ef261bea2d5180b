package io.filigree.systemtests.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Thousands of worlds. A failure names its seed; {@code -Dfiligree.sim.seed=N} lives through that
 * one world again and tells its story. {@code -Dfiligree.sim.worlds=N} lives through more of them.
 */
class SimulatorTest {

  private static final long WORLDS = Long.getLong("filigree.sim.worlds", 2_000);

  /** Lines of a story that are shown: the end is what matters. */
  private static final int SHOWN = 200;

  private static Optional<Genesis> made = Optional.empty();

  @BeforeAll
  static void begin() {
    made = Optional.of(Genesis.make());
  }

  @Test
  void whateverHappensEveryPromiseHoldsAndInTheEndEverybodyAgrees() {
    Long one = Long.getLong("filigree.sim.seed");
    if (one != null) {
      tell(one);
      return;
    }
    Tally tally = new Tally();
    ConcurrentLinkedQueue<Outcome> broken = new ConcurrentLinkedQueue<>();
    long longest =
        LongStream.rangeClosed(1, WORLDS)
            .parallel()
            .mapToObj(seed -> live(seed, Story.silent()))
            .peek(outcome -> tally.add(outcome.tally()))
            .peek(outcome -> outcome.broken().ifPresent(_ -> broken.add(outcome)))
            .mapToLong(Outcome::settledIn)
            .max()
            .orElseThrow();
    say(tally.lines());
    say(List.of("sim_worlds: " + WORLDS + " worlds", "sim_longest_peace: " + longest + " ms"));
    broken.stream().findFirst().ifPresent(outcome -> tell(outcome.seed()));
    assertThat(tally.missing()).as("what never happened").isEmpty();
  }

  @Test
  void theSameSeedIsTheSameWorld() {
    Outcome once = live(7, Story.told());
    Outcome again = live(7, Story.told());
    assertThat(again.story()).isEqualTo(once.story()).isNotEmpty();
    assertThat(again.tally().lines()).isEqualTo(once.tally().lines());
    assertThat(live(8, Story.told()).story()).isNotEqualTo(once.story());
  }

  private static Outcome live(long seed, Story story) {
    return Outcome.of(seed, made.orElseThrow(), Plant.NONE, story);
  }

  /** Lives through one world and says what happened there. */
  private static void tell(long seed) {
    Outcome outcome = live(seed, Story.told());
    List<String> story = outcome.story();
    say(story.subList(Math.max(0, story.size() - SHOWN), story.size()));
    assertThat(outcome.broken())
        .as("world %d; again with -Dfiligree.sim.seed=%d", seed, seed)
        .isEmpty();
  }

  private static void say(List<String> lines) {
    System.out.println(String.join("\n", lines));
  }
}
