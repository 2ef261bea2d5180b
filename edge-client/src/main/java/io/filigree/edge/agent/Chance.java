package io.filigree.edge.agent;

/**
 * Seeded randomness carried in the state (SplitMix64), so that a run replays from its seed. Good
 * for spreading load, not for secrets.
 */
public record Chance(long seed) {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  public Chance next() {
    return new Chance(seed + GOLDEN);
  }

  /** The given time times something between 0.5 and 1.5. */
  public long jitter(long millis) {
    return millis / 2 + (long) (millis * fraction());
  }

  private double fraction() {
    long z = seed;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1.0p-53;
  }
}
