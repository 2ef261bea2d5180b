package io.filigree.edge.trust;

/** What becomes of an answer of the coordinator as a whole. */
public sealed interface RosterVerdict {

  /** It is signed, newer or equal, and adds up: hold this from now on. */
  record Accepted(Holdings holdings) implements RosterVerdict {}

  /** A delta that does not add up with what we hold: something was missed, ask for everything. */
  record Incomplete() implements RosterVerdict {}

  /** Everything stays as it is. */
  record Refused(Refusal refusal) implements RosterVerdict {}
}
