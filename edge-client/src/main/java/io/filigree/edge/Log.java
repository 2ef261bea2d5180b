package io.filigree.edge;

import io.filigree.edge.agent.LogLine;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** One line per decision, to standard error: time, event, fields. */
final class Log {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int REMEMBERED = 20;

  private final Map<String, Instant> warned = new HashMap<>();
  private final PrintStream out;
  private final InstantSource clock;

  Log(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  void say(LogLine line) {
    out.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line.text());
  }

  /** What was said within the hour is not said again: some warnings come with every request. */
  synchronized void warn(String what) {
    Instant now = clock.instant();
    Instant before = warned.get(what);
    if (before == null || Duration.between(before, now).abs().compareTo(HOUR) > 0) {
      if (warned.size() >= REMEMBERED) {
        warned.clear();
      }
      warned.put(what, now);
      say(LogLine.of("warning", "what", what));
    }
  }
}
