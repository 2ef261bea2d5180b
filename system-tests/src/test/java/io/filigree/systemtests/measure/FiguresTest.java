package io.filigree.systemtests.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.systemtests.measure.Figure.Bar;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Figures figures =
      new Figures(new PrintStream(printed, true, StandardCharsets.UTF_8));

  @Test
  void aFigureIsOneLineFromColumnZeroInPlainDecimals() {
    figures.add("join_lost", 0, "packets", Bar.exactly(0));
    figures.add("feed_bytes", 1e7, "bytes", Bar.none());
    figures.add("join_to_first_ping", 0.00012, "s", Bar.atMost(3));
    figures.add("second_start", 12.3456, "s", Bar.atMost(30));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "join_lost: 0 packets",
            "feed_bytes: 10000000 bytes",
            "join_to_first_ping: 0 s",
            "second_start: 12.346 s")
        .allMatch(line -> line.matches("[a-z][a-z0-9_]*: [0-9]+([.][0-9]+)? .+"));
  }

  @Test
  void oneMissedBarFailsTheRun() {
    figures.add("join_lost", 0, "packets", Bar.exactly(0));
    figures.add("enrol_rate", 100, "sites/s", Bar.atLeast(100));
    assertThat(figures.conclude()).isZero();
    figures.add("second_start", 30.001, "s", Bar.atMost(30));
    assertThat(figures.conclude()).isEqualTo(1);
    assertThat(figures.missed()).extracting(Figure::name).containsExactly("second_start");
  }

  @Test
  void aFigureHasOneValue() {
    figures.add("join_lost", 0, "packets", Bar.exactly(0));
    assertThatThrownBy(() -> figures.add("join_lost", 1, "packets", Bar.exactly(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMedianIsTheMiddleOneAndTheWorstTheLargest() {
    assertThat(Figures.median(List.of(5.0, 1.0, 3.0))).isEqualTo(3.0);
    assertThat(Figures.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    assertThat(Figures.worst(List.of(5.0, 1.0, 3.0))).isEqualTo(5.0);
  }
}
