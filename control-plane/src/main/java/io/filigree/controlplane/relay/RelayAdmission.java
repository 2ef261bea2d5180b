package io.filigree.controlplane.relay;

/** Whether a relay may enter a mesh. After a refusal the caller rolls back. */
public sealed interface RelayAdmission {

  /** It has its row and its address, and the mesh record lists it. */
  record Admitted(RegisteredRelay relay) implements RelayAdmission {}

  /** It is not in. */
  sealed interface Refused extends RelayAdmission {}

  /** A site or relay has this name, or a site that left had it. */
  record NameTaken() implements Refused {}

  /** A site or relay has this identity key. */
  record IdentityKeyTaken() implements Refused {}

  /** A site or relay announced this WireGuard key first. */
  record WireGuardKeyTaken() implements Refused {}

  /** The mesh has as many relays as a mesh may have. */
  record TooMany() implements Refused {}

  /** The mesh has no pool of tunnel addresses. */
  record NoPool() implements Refused {}

  /**
   * The pools have no address left.
   *
   * @param prefix of a single address
   */
  record PoolExhausted(int prefix) implements Refused {}
}
