package io.filigree.controlplane.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells whose a bearer token is. */
@Component
class Credentials {
  /** How stale {@code last_used_at} may be: a write per request would cost more than it tells. */
  private static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

  private final TokenStore tokens;
  private final BootstrapStore bootstrap;
  private final InstantSource clock;

  Credentials(TokenStore tokens, BootstrapStore bootstrap, InstantSource clock) {
    this.tokens = tokens;
    this.bootstrap = bootstrap;
    this.clock = clock;
  }

  Optional<Operator> holder(Credential credential) {
    return switch (credential) {
      case Credential.OfOperator(String id, TokenSecret secret) -> holder(id, secret);
      case Credential.OfBootstrap(TokenSecret secret) -> bootstrap(secret);
      case Credential.Unknown() -> Optional.empty();
    };
  }

  private Optional<Operator> holder(String id, TokenSecret secret) {
    Optional<TokenStore.Known> known = tokens.findWithHash(id);
    SecretHash hash = known.map(TokenStore.Known::hash).orElse(SecretHash.OF_NOTHING);
    Instant now = clock.instant();
    if (!hash.isOf(secret) || !known.orElseThrow().row().isLive(now)) {
      return Optional.empty();
    }
    TokenRow token = known.orElseThrow().row();
    if (token.lastUsedAt().map(last -> last.plus(USE_RESOLUTION).isBefore(now)).orElse(true)) {
      tokens.touch(id);
    }
    return Optional.of(new Operator.Holder(id, token.role(), token.mesh()));
  }

  private Optional<Operator> bootstrap(TokenSecret secret) {
    return bootstrap
        .liveHash()
        .filter(hash -> hash.isOf(secret))
        .map(_ -> new Operator.Bootstrap());
  }
}
