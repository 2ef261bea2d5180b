package io.filigree.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that keeps running until it is told not to, with its output in a file. */
public final class ChildProcess {

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts the program; its output is appended to the log. */
  public static ChildProcess start(Path log, Map<String, String> environment, List<String> argv) {
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new ChildProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** All it has printed. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end (SIGTERM) and insists after some seconds. */
  public void stop() {
    process.destroy();
    if (!ends(10)) {
      kill();
    }
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    ends(5);
  }

  /** It stands still (SIGSTOP) until it is told to go on. */
  public void freeze() {
    Command.of("kill", "-STOP", Long.toString(pid())).run();
  }

  /** It goes on where it stood still. */
  public void thaw() {
    Command.of("kill", "-CONT", Long.toString(pid())).run();
  }

  private boolean ends(int seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
