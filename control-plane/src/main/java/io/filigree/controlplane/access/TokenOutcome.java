package io.filigree.controlplane.access;

/** What can come of a change to operator tokens. */
sealed interface TokenOutcome {

  /** Made; the secret is shown this once. */
  record Made(TokenRow row, Credential.OfOperator credential) implements TokenOutcome {}

  /** Renamed or revoked. */
  record Changed(TokenRow row) implements TokenOutcome {}

  record Missing() implements TokenOutcome {}

  record MeshUnknown() implements TokenOutcome {}

  record BootstrapSpent() implements TokenOutcome {}

  /** Revoking it would lock everybody out. */
  record LastAdmin() implements TokenOutcome {}
}
