package io.filigree.controlplane.report;

import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;
import java.util.Optional;
import java.util.OptionalLong;

/** The coordinator's own rule for facts, for who keeps them somewhere else than in Postgres. */
public final class FactsDesk {

  private FactsDesk() {}

  /** What becomes of facts that are put. */
  public sealed interface Verdict {

    /** They take the place of the stored ones. */
    record Taken() implements Verdict {}

    /** They are the stored ones. */
    record Repeated() implements Verdict {}

    /**
     * They are older than the stored ones.
     *
     * @param counter of the stored ones; 0 if there are none
     */
    record Stale(long counter) implements Verdict {}

    /** The site is not listed. */
    record Unlisted() implements Verdict {}
  }

  /**
   * Judges facts by what is stored.
   *
   * @param minCounter the lowest counter the site may use; empty if it is not listed
   */
  public static Verdict judge(
      Optional<SignedFacts> last, OptionalLong minCounter, SignedFacts next) {
    return stored(next)
        .after(last.map(FactsDesk::stored), minCounter)
        .map(FactsDesk::verdict)
        .orElseGet(Verdict.Taken::new);
  }

  private static StoredFacts stored(SignedFacts signed) {
    return new StoredFacts(Facts.parse(signed.document()).counter(), signed);
  }

  private static Verdict verdict(FactsOutcome outcome) {
    return switch (outcome) {
      case FactsOutcome.Stored _ -> new Verdict.Repeated();
      case FactsOutcome.NotListed _ -> new Verdict.Unlisted();
      case FactsOutcome.StaleCounter stale ->
          new Verdict.Stale(stale.last().map(StoredFacts::counter).orElse(0L));
      case FactsOutcome.NotItsOwn _, FactsOutcome.BadSignature _, FactsOutcome.KeyTaken _ ->
          throw new IllegalStateException("not a matter of order");
    };
  }
}
