package io.filigree.controlplane.report;

import java.util.Optional;

/** What became of facts that a site put. */
sealed interface FactsOutcome {

  /** They are the site's facts now; also if they were before. */
  record Stored() implements FactsOutcome {}

  /** They are about another site or another mesh. */
  record NotItsOwn() implements FactsOutcome {}

  /** The document's signature is not the signer's. */
  record BadSignature() implements FactsOutcome {}

  /** The signed roster does not list the site yet, or any more. */
  record NotListed() implements FactsOutcome {}

  /** The counter is not above the stored one, or below what the site's record asks for. */
  record StaleCounter(long minCounter, Optional<StoredFacts> last) implements FactsOutcome {}

  /** One of the WireGuard keys is another site's, or both are the same. */
  record KeyTaken() implements FactsOutcome {}
}
