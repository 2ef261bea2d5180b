package io.filigree.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private final Log log = new Log(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> now);

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aDecisionIsOneLineWhateverItsFieldsHold() {
    String hostile = "a\nb\r\u2028\u0085 2026 forged event=1 \"x\" \u001b[2J";
    log.say(LogLine.of("refused", "site", hostile, "reason", ""));
    assertThat(text())
        .isEqualTo(
            "2026-11-24T12:00:00Z refused"
                + " site=\"a?b??? 2026 forged event=1 ?x? ?[2J\" reason=\"\"\n");
  }

  @Test
  void aWarningIsNotRepeatedWithinTheHour() {
    for (int i = 0; i < 3_600; i++) {
      log.warn("outside its dates");
      log.warn("no space left");
      now = now.plusSeconds(1);
    }
    assertThat(text().lines()).hasSize(2);
    now = now.plus(Duration.ofHours(1));
    log.warn("no space left");
    assertThat(text().lines()).hasSize(3);
  }

  @Test
  void warningsThatNeverRepeatAreNotRememberedForEver() {
    for (int i = 0; i < 1_000; i++) {
      log.warn("warning " + i);
    }
    log.warn("warning 0");
    assertThat(text().lines()).hasSize(1_001);
  }
}
