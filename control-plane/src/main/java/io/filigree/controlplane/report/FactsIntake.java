package io.filigree.controlplane.report;

import io.filigree.controlplane.edgeauth.BouncyCastleVerifier;
import io.filigree.controlplane.edgeauth.Signer;
import io.filigree.controlplane.ledger.Change.FactsChanged;
import io.filigree.controlplane.ledger.Ledger;
import io.filigree.controlplane.report.FactsOutcome.BadSignature;
import io.filigree.controlplane.report.FactsOutcome.KeyTaken;
import io.filigree.controlplane.report.FactsOutcome.NotItsOwn;
import io.filigree.controlplane.report.FactsOutcome.Stored;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.FactsStatement;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in what sites say of themselves. The coordinator refuses what every edge would refuse: a
 * wrong signature, an old counter, a key that is somebody else's.
 */
@Component
class FactsIntake {

  private final FactsTable table;
  private final Ledger ledger;
  private final Ed25519Verifier verifier = new BouncyCastleVerifier();
  private final TransactionTemplate transaction;

  FactsIntake(FactsTable table, Ledger ledger, PlatformTransactionManager transactions) {
    this.table = table;
    this.ledger = ledger;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Stores the facts of the signer, unless something speaks against it. The same bytes again change
   * nothing and wake nobody: an edge repeats what it is not sure was heard.
   *
   * @throws io.filigree.protocol.MalformedException if the document cannot be read
   */
  FactsOutcome put(Signer signer, SignedFacts signed) {
    Facts facts = Facts.parse(signed.document());
    if (!facts.mesh().equals(signer.mesh()) || !facts.site().equals(signer.site())) {
      return new NotItsOwn();
    }
    if (!FactsStatement.verify(signed, signer.key(), verifier)) {
      return new BadSignature();
    }
    StoredFacts next = new StoredFacts(facts.counter(), signed);
    if (next.isIn(table.last(signer))) {
      return new Stored();
    }
    return Objects.requireNonNull(
        transaction.execute(running -> replace(signer, facts, next, running)));
  }

  private FactsOutcome replace(
      Signer signer, Facts facts, StoredFacts next, TransactionStatus running) {
    ledger.lock(signer.mesh());
    Optional<StoredFacts> last = table.last(signer);
    Optional<FactsOutcome> settled = next.after(last, table.minCounter(signer));
    if (settled.isPresent()) {
      return settled.get();
    }
    if (!table.claimKeys(signer, facts)) {
      running.setRollbackOnly();
      return new KeyTaken();
    }
    table.store(signer, next);
    ledger.append(
        signer.mesh(),
        new FactsChanged(signer.site(), last.map(StoredFacts::document), next.document()));
    return new Stored();
  }
}
