package io.filigree.protocol.feed;

import io.filigree.protocol.MalformedException;

/**
 * A mesh's change number: one more with every change, no gaps.
 *
 * @param value 0 before the first change
 */
public record Revision(long value) implements Comparable<Revision> {

  public Revision {
    if (value < 0) {
      throw new MalformedException("a revision is not negative");
    }
  }

  public Revision next() {
    return new Revision(Math.addExact(value, 1));
  }

  public boolean isNewerThan(Revision other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Revision other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
