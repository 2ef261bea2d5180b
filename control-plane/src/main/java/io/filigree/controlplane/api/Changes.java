package io.filigree.controlplane.api;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a change in one transaction, or only tries it: a dry run does everything, constraints
 * included, and takes it back.
 */
@Component
public class Changes {
  private final TransactionTemplate transactions;

  Changes(PlatformTransactionManager manager) {
    transactions = new TransactionTemplate(manager);
  }

  /**
   * @param dryRun answer as if, and change nothing
   * @param change never returns null; what it throws rolls back too
   */
  public <T> T run(boolean dryRun, Supplier<T> change) {
    T result =
        transactions.execute(status -> {
          T outcome = change.get();
          if (dryRun) {
            status.setRollbackOnly();
          }
          return outcome;
        });
    return Objects.requireNonNull(result);
  }
}
