package io.filigree.edge.host;

import java.nio.file.Path;
import java.util.Optional;

/** Runs commands. */
@FunctionalInterface
public interface Commands {

  /** Runs one to its end. Whatever goes wrong is in the outcome; nothing is thrown. */
  Outcome run(Command command);

  /**
   * A small file of the kernel's, such as a switch below {@code /proc/sys}, as these commands would
   * see it; empty where there is none.
   */
  default Optional<String> read(Path file) {
    Outcome read = run(Command.of("cat", file.toString()));
    return read.ok() ? Optional.of(read.out()) : Optional.empty();
  }
}
