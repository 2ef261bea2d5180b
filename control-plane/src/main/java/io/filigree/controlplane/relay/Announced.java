package io.filigree.controlplane.relay;

/** What became of a relay's announcement. After a refusal the caller rolls back. */
public sealed interface Announced {

  /** The mesh record says so, be it that it did before. */
  record Stored() implements Announced {}

  /**
   * A newer announcement is stored, or another one of this counter.
   *
   * @param counter of the stored one
   */
  record Stale(long counter) implements Announced {}

  /** A site or another relay has this WireGuard key. */
  record WireGuardKeyTaken() implements Announced {}

  /** The relay was removed a moment ago. */
  record Gone() implements Announced {}
}
