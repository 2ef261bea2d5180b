package io.filigree.controlplane.access;

import io.filigree.controlplane.api.ETag;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes, renames and revokes operator tokens; runs inside its caller's transaction, which a refusal
 * must roll back.
 */
@Component
class OperatorTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TokenStore store;
  private final BootstrapStore bootstrap;
  private final InstantSource clock;

  OperatorTokens(TokenStore store, BootstrapStore bootstrap, InstantSource clock) {
    this.store = store;
    this.bootstrap = bootstrap;
    this.clock = clock;
  }

  /** The bootstrap token dies in the transaction that makes the token. */
  TokenOutcome make(TokenRequest request, String author) {
    if (author.equals(Operator.Bootstrap.ID) && !bootstrap.spend()) {
      return new TokenOutcome.BootstrapSpent();
    }
    var credential = new Credential.OfOperator(newId(), TokenSecret.generate());
    TokenRow row = row(credential.id(), request, author);
    return store.insert(row, credential.secret().hash())
        ? new TokenOutcome.Made(row, credential)
        : new TokenOutcome.MeshUnknown();
  }

  private TokenRow row(String id, TokenRequest request, String author) {
    return new TokenRow(
        id,
        request.name(),
        request.role(),
        request.mesh(),
        author,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        request.expiresAt(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  TokenOutcome rename(String id, @Nullable String ifMatch, String name) {
    Optional<TokenRow> known = store.lock(id);
    if (known.isEmpty()) {
      return new TokenOutcome.Missing();
    }
    ETag.ofVersion(known.get().version()).requireMatch(ifMatch);
    store.rename(id, name);
    return new TokenOutcome.Changed(store.find(id).orElseThrow());
  }

  TokenOutcome revoke(String id, @Nullable String ifMatch) {
    List<String> admins = store.lockLiveAdmins();
    Optional<TokenRow> known = store.lock(id);
    if (known.isEmpty()) {
      return new TokenOutcome.Missing();
    }
    ETag.ofVersion(known.get().version()).requireMatch(ifMatch);
    if (admins.equals(List.of(id))) {
      return new TokenOutcome.LastAdmin();
    }
    store.revoke(id);
    return new TokenOutcome.Changed(store.find(id).orElseThrow());
  }

  private static String newId() {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
