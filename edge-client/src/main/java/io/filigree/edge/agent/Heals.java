package io.filigree.edge.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was put right on this machine since the client started: somebody, or something, had changed
 * what Filigree keeps.
 *
 * @param total how often
 * @param last the newest of them, newest first
 */
public record Heals(long total, List<Heal> last) {

  static final int KEPT = 10;

  public Heals {
    last = List.copyOf(last);
  }

  /**
   * One thing that was put right.
   *
   * @param what such as {@code route 10.43.0.0/16}
   */
  public record Heal(Instant at, String what) {}

  static Heals none() {
    return new Heals(0, List.of());
  }

  Heals and(String what, Instant at) {
    List<Heal> newest = new ArrayList<>(List.of(new Heal(at, what)));
    newest.addAll(last.subList(0, Math.min(last.size(), KEPT - 1)));
    return new Heals(total + 1, newest);
  }
}
