package io.filigree.protocol.roster;

import io.filigree.protocol.MalformedException;

/**
 * Numbers the rosters of a mesh. An edge never goes back to a lower one.
 *
 * @param value 0 before the first roster
 */
public record Epoch(long value) implements Comparable<Epoch> {

  public Epoch {
    if (value < 0) {
      throw new MalformedException("an epoch is not negative");
    }
  }

  public Epoch next() {
    return new Epoch(Math.addExact(value, 1));
  }

  public boolean isNewerThan(Epoch other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Epoch other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
