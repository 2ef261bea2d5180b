package io.filigree.controlplane.report;

import io.filigree.controlplane.report.FactsOutcome.NotListed;
import io.filigree.controlplane.report.FactsOutcome.StaleCounter;
import io.filigree.controlplane.report.FactsOutcome.Stored;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import java.util.Optional;
import java.util.OptionalLong;

/** The facts of a site as they are stored, with the counter they carry. */
record StoredFacts(long counter, SignedFacts signed) {

  DocumentText document() {
    return signed.document();
  }

  /**
   * What becomes of these facts without any look at their keys; empty if they may take the place of
   * the stored ones. Pure, so that a simulator can run it without a database.
   *
   * @param last the facts that are stored now
   * @param minCounter the lowest counter the site may use; empty if it is not listed
   */
  Optional<FactsOutcome> after(Optional<StoredFacts> last, OptionalLong minCounter) {
    if (minCounter.isEmpty()) {
      return Optional.of(new NotListed());
    }
    if (isIn(last)) {
      return Optional.of(new Stored());
    }
    long above = last.map(StoredFacts::counter).orElse(0L);
    return counter <= above || counter < minCounter.getAsLong()
        ? Optional.of(new StaleCounter(minCounter.getAsLong(), last))
        : Optional.empty();
  }

  /** Whether the same bytes are stored already. */
  boolean isIn(Optional<StoredFacts> last) {
    return last.map(StoredFacts::document).filter(document()::equals).isPresent();
  }
}
