package io.filigree.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child process that runs to its end. Arguments are an array from the caller to the kernel: no
 * shell ever reads them.
 */
public final class Command {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<String> argv;
  private final String input;

  private Command(List<String> argv, String input) {
    this.argv = List.copyOf(argv);
    this.input = input;
  }

  public static Command of(String... argv) {
    return new Command(List.of(argv), "");
  }

  public static Command of(List<String> argv) {
    return new Command(argv, "");
  }

  /** The same command with text for its standard input. */
  public Command reading(String text) {
    return new Command(argv, text);
  }

  /**
   * Runs the command and gives its standard output.
   *
   * @throws CommandFailed if it ends with anything but 0
   */
  public String run() {
    Outcome outcome = attempt();
    if (!outcome.succeeded()) {
      throw new CommandFailed(argv, outcome);
    }
    return outcome.output();
  }

  /** Runs the command and leaves it to the caller what its exit code means. */
  public Outcome attempt() {
    try {
      Path output = Files.createTempFile("command", ".out");
      try {
        return attempt(output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Output goes through a file: a daemon that the command leaves behind may keep a pipe open
  // forever.
  private Outcome attempt(Path output) throws IOException {
    Process process =
        new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It did not want to read; its exit code says whether that matters.
    }
    return new Outcome(exitCode(process), Files.readString(output));
  }

  private int exitCode(Process process) {
    try {
      if (process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new IllegalStateException(argv + " did not end within " + LIMIT);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + argv, e);
    }
  }

  /** This command with other words before it, as in {@code ip netns exec NAME}. */
  public Command behind(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(argv);
    return new Command(all, input);
  }

  List<String> argv() {
    return argv;
  }

  /**
   * How a command ended.
   *
   * @param output standard output and standard error, in the order they came
   */
  public record Outcome(int exitCode, String output) {

    public boolean succeeded() {
      return exitCode == 0;
    }
  }

  /** A command that had to succeed did not. */
  public static final class CommandFailed extends RuntimeException {

    private CommandFailed(List<String> argv, Outcome outcome) {
      super(String.join(" ", argv) + " ended with " + outcome.exitCode() + ": " + outcome.output());
    }
  }
}
