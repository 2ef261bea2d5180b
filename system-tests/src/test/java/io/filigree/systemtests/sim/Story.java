package io.filigree.systemtests.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** What happened, for a person; told only when a seed is replayed, for it takes time. */
final class Story {

  /** Lines that are kept: the end is what matters. */
  private static final int LONGEST = 20_000;

  private final boolean told;
  private final Deque<String> lines = new ArrayDeque<>();

  private Story(boolean told) {
    this.told = told;
  }

  static Story silent() {
    return new Story(false);
  }

  static Story told() {
    return new Story(true);
  }

  void say(long millis, Supplier<String> line) {
    if (told) {
      lines.add("%9.3f %s".formatted(millis / 1e3, line.get()));
      if (lines.size() > LONGEST) {
        lines.remove();
      }
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
