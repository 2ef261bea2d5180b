package io.filigree.controlplane.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** An {@link Operator} as Spring Security carries it; the credential itself is not kept. */
final class OperatorAuthentication extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient Operator operator;

  OperatorAuthentication(Operator operator) {
    super(List.of());
    this.operator = operator;
    setAuthenticated(true);
  }

  Operator operator() {
    return operator;
  }

  @Override
  public String getName() {
    return operator.id();
  }

  @Override
  public String getPrincipal() {
    return operator.id();
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
