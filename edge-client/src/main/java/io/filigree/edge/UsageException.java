package io.filigree.edge;

import java.util.List;

/** A command line that cannot be understood, with everything that is wrong with it. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  UsageException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  UsageException(String problem) {
    this(List.of(problem));
  }

  List<String> problems() {
    return problems;
  }
}
