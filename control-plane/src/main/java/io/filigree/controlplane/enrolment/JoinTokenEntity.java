package io.filigree.controlplane.enrolment;

import static java.util.stream.Collectors.toSet;

import io.filigree.controlplane.site.LabelsJson;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.RangeKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A join token's row. How often it was used is written by the statement that spends it, and only
 * read here.
 */
@Entity
@Table(name = "join_token")
@DynamicUpdate
class JoinTokenEntity {

  @Id private String id;

  @Column(updatable = false)
  private UUID meshId;

  @Column(updatable = false)
  private String kind;

  @Column(updatable = false)
  private byte[] secretHash;

  @Column(updatable = false)
  private @Nullable String siteName;

  @Column(updatable = false)
  @ColumnTransformer(write = "?::jsonb")
  private String labels;

  @Column(updatable = false)
  private List<String> pools;

  @Column(updatable = false)
  @ColumnTransformer(write = "?::jsonb")
  private String prefixLengths;

  @Column(updatable = false)
  private boolean ownRanges;

  @Column(updatable = false)
  private boolean singleUse;

  @Column(insertable = false, updatable = false)
  private long uses;

  @Column(updatable = false)
  private Instant expiresAt;

  private @Nullable Instant revokedAt;

  @Column(updatable = false)
  private Instant createdAt;

  /** Null until it is stored, which is how Spring Data knows that it is new. */
  @Version private @Nullable Long version;

  @SuppressWarnings("NullAway.Init")
  protected JoinTokenEntity() {}

  @SuppressWarnings("NullAway.Init")
  JoinTokenEntity(
      String id, MeshId mesh, TokenSecret secret, TokenTerms terms, Instant now, Instant expiry) {
    this.id = id;
    this.meshId = mesh.value();
    this.kind = terms.kind().toString();
    this.secretHash = secret.hash();
    this.siteName = terms.name().map(SiteName::toString).orElse(null);
    this.labels = LabelsJson.write(terms.labels());
    this.pools = terms.pools().stream().map(RangeKind::toString).sorted().toList();
    this.prefixLengths = PrefixLengths.write(terms.prefixLengths());
    this.ownRanges = terms.ownRanges();
    this.singleUse = terms.singleUse();
    this.createdAt = now;
    this.expiresAt = expiry;
  }

  void revoke(Instant at) {
    this.revokedAt = at;
  }

  IssuedToken toIssued() {
    return new IssuedToken(
        id,
        new MeshId(meshId),
        TokenSecret.ofHash(secretHash),
        terms(),
        uses,
        createdAt,
        expiresAt,
        Optional.ofNullable(revokedAt),
        version == null ? 0 : version);
  }

  private TokenTerms terms() {
    return new TokenTerms(
        TokenKind.parse(kind),
        Optional.ofNullable(siteName).map(SiteName::parse),
        LabelsJson.read(labels),
        pools.stream().map(RangeKind::parse).collect(toSet()),
        PrefixLengths.read(prefixLengths),
        ownRanges,
        singleUse);
  }
}
