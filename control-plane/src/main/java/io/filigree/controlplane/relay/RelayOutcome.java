package io.filigree.controlplane.relay;

/** What became of an operator's wish to change or remove a relay. */
sealed interface RelayOutcome {

  /** It is as wished, be it that it was before. */
  record Changed(RegisteredRelay relay) implements RelayOutcome {}

  /** It is out of the mesh record, and its address is free. */
  record Removed() implements RelayOutcome {}

  /** There is no such relay (any more). */
  record Unknown() implements RelayOutcome {}
}
