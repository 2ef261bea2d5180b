package io.filigree.edge.host;

/** Runs commands. */
@FunctionalInterface
public interface Commands {

  /** Runs one to its end. Whatever goes wrong is in the outcome; nothing is thrown. */
  Outcome run(Command command);
}
