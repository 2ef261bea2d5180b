package io.filigree.controlplane.access;

import java.util.Optional;

/** Who calls the operator API. */
sealed interface Operator {

  /** Recorded as the author of changes. */
  String id();

  /**
   * A person or program with a token.
   *
   * @param mesh name of the one mesh the token is good for; empty for all
   */
  record Holder(String id, Role role, Optional<String> mesh) implements Operator {}

  /** Who started the coordinator first; may make one token. */
  record Bootstrap() implements Operator {
    static final String ID = "bootstrap";

    @Override
    public String id() {
      return ID;
    }
  }
}
