package io.filigree.edge.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A program to run once. There is no shell in between, so an argument is only ever an argument.
 *
 * @param argv the program and its arguments; never a secret, for every user can read them
 * @param input what it reads from standard input
 * @param limit after this long it is killed
 */
public record Command(List<String> argv, Optional<String> input, Duration limit) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  public Command {
    argv = List.copyOf(argv);
  }

  /** A command without input. */
  public static Command of(String... argv) {
    return of(List.of(argv));
  }

  /** A command without input. */
  public static Command of(List<String> argv) {
    return new Command(argv, Optional.empty(), LIMIT);
  }

  /** The same with text on its standard input. */
  public Command reading(String text) {
    return new Command(argv, Optional.of(text), limit);
  }

  /** The name of the program. */
  public String tool() {
    return argv.getFirst();
  }
}
