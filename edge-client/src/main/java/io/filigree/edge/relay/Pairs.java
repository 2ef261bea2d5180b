package io.filigree.edge.relay;

/** Which members may reach each other. */
public interface Pairs {

  /** Whether these two may; the order does not matter. */
  boolean join(Member a, Member b);

  /** Everybody may reach everybody. */
  static Pairs all() {
    return (a, b) -> true;
  }
}
