package io.filigree.edge.relay.station;

import io.filigree.edge.agent.LogLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads the configuration again when it has changed, and has its members and pairs served. A wrong
 * one changes nothing; what else it says counts from the next start on.
 */
public final class MembersFile implements Runnable {

  private static final long LOOK_EVERY = 1;

  private final Path file;
  private final FileWatch watch;
  private final Station station;
  private final Consumer<LogLine> log;

  public MembersFile(Path file, Station station, Consumer<LogLine> log) {
    this.file = file;
    this.watch = new FileWatch(file);
    this.station = station;
    this.log = log;
  }

  /** Looks once a second until interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(LOOK_EVERY);
        if (watch.changed()) {
          read();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      RelayConfiguration next = RelayConfiguration.read(file);
      station.serve(next.members());
      log.accept(LogLine.of("members", "count", Integer.toString(next.members().list().size())));
    } catch (IOException e) {
      log.accept(LogLine.of("refused", "what", String.valueOf(e.getMessage())));
    }
  }
}
