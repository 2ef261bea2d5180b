package io.filigree.edge.host;

import java.time.Instant;

/** The clock of this machine, set by {@code date}. */
public final class SystemClock {
  private final Commands commands;

  public SystemClock(Commands commands) {
    this.commands = commands;
  }

  /** Steps it to this time, to the second. */
  public Outcome set(Instant to) {
    return commands.run(Command.of("date", "-u", "-s", "@" + to.getEpochSecond()));
  }
}
