package io.filigree.edge.plan;

/**
 * One tagged {@code ACCEPT} for the mesh interface in a chain that is not ours: the single
 * exception to touching nobody's rules, made only where the host drops what it forwards.
 *
 * @param family iptables or ip6tables
 * @param place the chain
 * @param direction out of the tunnel or into it
 */
public record ForwardRule(IpFamily family, Place place, Direction direction) {

  /** Where a host keeps its users' own forward rules, best first. */
  public enum Place {
    /** Docker evaluates it before its own chains and never touches it. */
    DOCKER_USER,
    /** Where {@code ufw route} puts its rules; rewritten on {@code ufw reload}, then healed. */
    UFW,
    /** Nobody manages the host's chain: first in FORWARD itself. */
    FORWARD
  }

  /** Seen from the mesh interface. */
  public enum Direction {
    FROM_TUNNEL,
    TO_TUNNEL
  }

  String describe() {
    String way =
        switch (direction) {
          case FROM_TUNNEL -> "out of";
          case TO_TUNNEL -> "into";
        };
    return "rule %s the tunnel in chain %s (%s)".formatted(way, place, family.protocol());
  }
}
