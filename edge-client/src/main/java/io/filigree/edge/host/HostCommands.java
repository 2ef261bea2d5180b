package io.filigree.edge.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs commands on this machine. */
public final class HostCommands implements Commands {
  /** Bytes kept of what a command prints: a table of 60,000 routes fits, a runaway does not. */
  static final int KEPT = 16 << 20;

  /** Seconds for the last output after the end: a grandchild might hold the pipe open for ever. */
  private static final int LAST_WORDS = 2;

  private final List<String> prefix;

  /** On this machine as it is. */
  public HostCommands() {
    this(List.of());
  }

  /** Each command behind another one, such as {@code ip netns exec NAME}. */
  public HostCommands(List<String> prefix) {
    this.prefix = List.copyOf(prefix);
  }

  @Override
  public Outcome run(Command command) {
    try {
      return finish(start(command), command);
    } catch (IOException e) {
      return notStarted(command, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(Outcome.TIMED_OUT, "", "interrupted");
    }
  }

  /** On this machine as it is no process is needed, and none is started every 30 s for ever. */
  @Override
  public Optional<String> read(Path file) {
    if (!prefix.isEmpty()) {
      return Commands.super.read(file);
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Starts a program that goes on printing; see {@link Follower}. */
  public Follower follow(String... argv) throws IOException {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(Follower.around(List.of(argv)));
    return new Follower(builder(all).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /**
   * The JDK says why by text only; other reasons are a full process table or a file not executable.
   */
  private static Outcome notStarted(Command command, String reason) {
    return reason.contains("No such file or directory")
        ? new Outcome(Outcome.MISSING, "", Tool.advice(command.tool()))
        : Outcome.failed(reason);
  }

  private Process start(Command command) throws IOException {
    List<String> argv = new ArrayList<>(prefix);
    argv.addAll(command.argv());
    return builder(argv).start();
  }

  private static ProcessBuilder builder(List<String> argv) {
    ProcessBuilder builder = new ProcessBuilder(argv);
    // Error texts are matched and shown; they are English on every machine.
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static Outcome finish(Process process, Command command) throws InterruptedException {
    FutureTask<String> out = inBackground(() -> read(process.getInputStream()));
    FutureTask<String> err = inBackground(() -> read(process.getErrorStream()));
    // A child that does not read to the end has its own reasons, and tells them by its exit code.
    var _ = inBackground(() -> write(process.getOutputStream(), command.input().orElse("")));
    try {
      if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        return new Outcome(
            Outcome.TIMED_OUT, "", "no end after " + command.limit().toSeconds() + " s");
      }
      return new Outcome(process.exitValue(), lastWords(out), lastWords(err));
    } catch (ExecutionException | TimeoutException e) {
      return new Outcome(Outcome.TIMED_OUT, "", "its output could not be read");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String lastWords(FutureTask<String> text)
      throws InterruptedException, ExecutionException, TimeoutException {
    return text.get(LAST_WORDS, TimeUnit.SECONDS);
  }

  private static <T> FutureTask<T> inBackground(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("command-output").start(task);
    return task;
  }

  private static String read(InputStream stream) throws IOException {
    try (stream) {
      byte[] kept = stream.readNBytes(KEPT);
      if (kept.length == KEPT && stream.read() >= 0) {
        throw new IOException("more output than " + KEPT + " bytes");
      }
      return new String(kept, StandardCharsets.UTF_8);
    }
  }

  private static boolean write(OutputStream stream, String text) throws IOException {
    try (stream) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
      return true;
    }
  }
}
