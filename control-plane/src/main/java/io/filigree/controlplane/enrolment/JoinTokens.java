package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.ledger.Ledger;
import io.filigree.controlplane.mesh.Mesh;
import io.filigree.controlplane.roster.Roster;
import io.filigree.controlplane.roster.RosterState;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.roster.Epoch;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/** The join tokens of all meshes. */
@Service
class JoinTokens {

  /** Compared with when a token is unknown, so that known and unknown ones take the same time. */
  private static final TokenSecret OF_NOTHING = TokenSecret.ofHash(new byte[32]);

  private final JoinTokenRepository repository;
  private final Roster roster;
  private final Ledger ledger;
  private final InstantSource clock;

  JoinTokens(JoinTokenRepository repository, Roster roster, Ledger ledger, InstantSource clock) {
    this.repository = repository;
    this.roster = roster;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** A token and its whole text, which is never to be had again. */
  record Made(IssuedToken issued, JoinToken token) {}

  /** Makes a token for a mesh that says where its coordinator is. */
  Made make(Mesh mesh, TokenTerms terms, Duration lifetime) {
    TrustAnchor trust =
        new TrustAnchor(
            mesh.record().urls(),
            mesh.id(),
            mesh.rosterKey(),
            mesh.recoveryKey(),
            roster.state(mesh.id()).map(RosterState::epoch).orElse(new Epoch(0)),
            mesh.record().pins());
    String secret = JoinToken.newSecret();
    JoinToken token = JoinToken.of(trust, newId(), secret);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    JoinTokenEntity entity =
        new JoinTokenEntity(
            token.id(), mesh.id(), TokenSecret.of(secret), terms, now, now.plus(lifetime));
    return new Made(repository.saveAndFlush(entity).toIssued(), token);
  }

  /** The token that {@code <id>.<secret>} is a credential for; empty if it is none, or revoked. */
  Optional<IssuedToken> presented(MeshId mesh, String credential) {
    int dot = credential.indexOf('.');
    String id = dot < 0 ? "" : credential.substring(0, dot);
    TokenSecret secret = TokenSecret.of(credential.substring(dot + 1));
    Optional<IssuedToken> known =
        repository.findByMeshIdAndId(mesh.value(), id).map(JoinTokenEntity::toIssued);
    boolean right = known.map(IssuedToken::secret).orElse(OF_NOTHING).matches(secret);
    return known.filter(token -> right && token.revokedAt().isEmpty());
  }

  Optional<IssuedToken> find(MeshId mesh, String id) {
    return repository.findByMeshIdAndId(mesh.value(), id).map(JoinTokenEntity::toIssued);
  }

  List<IssuedToken> list(MeshId mesh, String after, int limit) {
    return repository
        .findByMeshIdAndIdGreaterThanOrderById(mesh.value(), after, Limit.of(limit))
        .stream()
        .map(JoinTokenEntity::toIssued)
        .toList();
  }

  /**
   * Makes a token useless from now on; empty if there is none. In order with the joins, by the
   * mesh's lock.
   */
  Optional<IssuedToken> revoke(MeshId mesh, String id, LongConsumer expected) {
    ledger.lock(mesh);
    return repository
        .findByMeshIdAndId(mesh.value(), id)
        .map(entity -> {
          expected.accept(entity.toIssued().version());
          entity.revoke(clock.instant());
          return repository.saveAndFlush(entity).toIssued();
        });
  }

  /** Time-ordered, so that lists are in the order of making. */
  private static String newId() {
    return Long.toString(System.currentTimeMillis(), 36)
        + UUID.randomUUID().toString().substring(0, 8);
  }
}
