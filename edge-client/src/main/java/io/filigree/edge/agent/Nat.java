package io.filigree.edge.agent;

import java.util.List;

/**
 * How this site looks from outside.
 *
 * @param seen the addresses and ports where relays see it
 */
public record Nat(NatType type, List<String> seen) {

  public Nat {
    seen = List.copyOf(seen);
  }

  /** No relay has said anything. */
  public static Nat unknown() {
    return new Nat(NatType.UNKNOWN, List.of());
  }
}
