package io.filigree.systemtests.bench.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.measure.Figure.Bar;
import io.filigree.systemtests.measure.Figures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerformanceTest {

  private final List<String> played = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  /** An act that says when it plays, and misses its bar or fails on demand. */
  private record Told(String name, long value, String failsIn, List<String> played) implements Act {

    @Override
    public void begin() {
      play("begin");
    }

    @Override
    public void measure(Figures figures) {
      play("measure");
      figures.count(name + "_value", value, "things", Bar.exactly(1));
    }

    private void play(String part) {
      played.add(name + " " + part);
      if (part.equals(failsIn)) {
        throw new IllegalStateException("no stage");
      }
    }
  }

  private Act act(String name, long value, String failsIn) {
    return new Told(name, value, failsIn, played);
  }

  private int play(Act... acts) {
    return new Performance(List.of(acts), new PrintStream(printed, true, StandardCharsets.UTF_8))
        .play();
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void allBeginBeforeTheFirstIsMeasured() {
    assertThat(play(act("one", 1, ""), act("two", 1, ""))).isZero();
    assertThat(played).containsExactly("one begin", "two begin", "one measure", "two measure");
  }

  @Test
  void anActThatFailsCostsItsOwnFiguresAndTheExitCode() {
    assertThat(play(act("one", 1, "measure"), act("two", 1, ""))).isEqualTo(1);
    assertThat(printed()).contains("failed: one: no stage", "two_value: 1 things");
  }

  @Test
  void anActThatCannotBeginIsNotMeasured() {
    assertThat(play(act("one", 1, "begin"), act("two", 1, ""))).isEqualTo(1);
    assertThat(played).containsExactly("one begin", "two begin", "two measure");
  }

  @Test
  void aMissedBarFailsTheRun() {
    assertThat(play(act("one", 2, ""))).isEqualTo(1);
  }
}
