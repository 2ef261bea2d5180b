package io.filigree.edge;

import io.filigree.edge.agent.LogLine;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** One line per decision, to standard error: time, event, fields. */
final class Log {

  private final PrintStream out;
  private final InstantSource clock;

  Log(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  void say(LogLine line) {
    out.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line.text());
  }

  void warn(String what) {
    say(LogLine.of("warning", "what", what));
  }
}
