package io.filigree.edge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpositionTest {

  private static final Family LATENCY = Family.fraction("latency_seconds", 6, "A round trip.");
  private static final Family COUNT = Family.counter("things_total", "Things.");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Exposition out = new Exposition(bytes);

  private String text() throws IOException {
    out.end();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFamilyIsWrittenAsTheFormatAsks() throws IOException {
    out.begin(COUNT);
    out.sample(COUNT, Long.MAX_VALUE);
    out.sample(COUNT, 2, "peer", "store-b", "path", "direct");
    assertThat(text())
        .isEqualTo(
            """
            # HELP filigree_things_total Things.
            # TYPE filigree_things_total counter
            filigree_things_total 9223372036854775807
            filigree_things_total{peer="store-b",path="direct"} 2
            """);
  }

  @Test
  void fractionsAreExactDecimals() throws IOException {
    out.begin(LATENCY);
    long[] micros = {0, 1, 412, 999_999, 1_000_000, 12_345_678};
    for (long value : micros) {
      out.sample(LATENCY, value, "of", "" + value);
    }
    assertThat(text().lines().skip(2).map(line -> line.substring(line.indexOf(' ') + 1)))
        .containsExactly("0.000000", "0.000001", "0.000412", "0.999999", "1.000000", "12.345678");
  }

  @Test
  void noTextFromOutsideBreaksOutOfItsLabel() throws IOException {
    out.begin(COUNT);
    out.sample(
        COUNT, 7, "peer", "\"} 1\nfiligree_evil 2\n\\\u0000\r\t\u007f\u2028 sch\u00f6n \ud83d");
    TextFormat.Sample sample = TextFormat.parse(text()).samples().getFirst();
    assertThat(sample)
        .isEqualTo(
            new TextFormat.Sample(
                "filigree_things_total",
                Map.of("peer", "\"} 1\nfiligree_evil 2\n\\????\u2028 sch\u00f6n ?"),
                7));
  }

  @Test
  void anyTextCanBeReadBack() throws IOException {
    Random random = new Random(7);
    out.begin(COUNT);
    for (int i = 0; i < 1_000; i++) {
      StringBuilder hostile = new StringBuilder().append(i);
      random.ints(random.nextInt(20), 0, 0x180).forEach(c -> hostile.append((char) c));
      hostile.append("\\\"\n{},= #".charAt(random.nextInt(9)));
      out.sample(COUNT, i, "peer", hostile.toString());
    }
    assertThat(TextFormat.parse(text()).samples()).hasSize(1_000);
  }
}
