package io.filigree.controlplane.mesh;

import java.util.Objects;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;

/** Which constraint of the schema said no; each has a name that means one thing. */
public final class Constraint {

  private Constraint() {}

  /** Its name; empty if Postgres named none. */
  public static String violatedBy(DataIntegrityViolationException violation) {
    if (violation.getMostSpecificCause() instanceof PSQLException refused) {
      ServerErrorMessage message = refused.getServerErrorMessage();
      return message == null ? "" : Objects.requireNonNullElse(message.getConstraint(), "");
    }
    return "";
  }
}
