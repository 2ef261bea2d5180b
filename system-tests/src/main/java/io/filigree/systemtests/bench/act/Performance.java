package io.filigree.systemtests.bench.act;

import io.filigree.systemtests.measure.Figures;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One run of some acts, in the order in which they are played. */
final class Performance {

  private final List<Act> acts;
  private final PrintStream out;
  private final Set<String> failed = new HashSet<>();

  Performance(List<Act> acts, PrintStream out) {
    this.acts = List.copyOf(acts);
    this.out = out;
  }

  /** Plays all acts; 0 if none failed and every bar is met, else 1. */
  int play() {
    Figures figures = new Figures(out);
    for (Act act : acts) {
      guarded(act, act::begin);
    }
    for (Act act : acts) {
      if (!failed.contains(act.name())) {
        out.println("  -- " + act.name());
        guarded(act, () -> act.measure(figures));
      }
    }
    int code = figures.conclude();
    return failed.isEmpty() ? code : 1;
  }

  private void guarded(Act act, Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      failed.add(act.name());
      out.println("  failed: " + act.name() + ": " + e.getMessage());
    }
  }
}
