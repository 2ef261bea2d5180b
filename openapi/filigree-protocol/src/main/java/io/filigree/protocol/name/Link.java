package io.filigree.protocol.name;

/** Every site that {@code from} chooses peers with every site that {@code to} chooses. */
public record Link(Selector from, Selector to) {

  /** Whether these two peer by this link; which one is named first does not matter. */
  public boolean joins(Labelled a, Labelled b) {
    return (from.matches(a) && to.matches(b)) || (from.matches(b) && to.matches(a));
  }

  @Override
  public String toString() {
    return from + " - " + to;
  }
}
