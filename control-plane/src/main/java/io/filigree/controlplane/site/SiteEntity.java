package io.filigree.controlplane.site;

import io.filigree.protocol.key.Ed25519PublicKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Range;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A site's row; its ranges are plain SQL's. */
@Entity
@Table(name = "site")
@DynamicUpdate
class SiteEntity {

  @Id private UUID id;

  @Column(updatable = false)
  private UUID meshId;

  @Column(updatable = false)
  private long siteNo;

  @Column(updatable = false)
  private String name;

  @ColumnTransformer(write = "?::jsonb")
  private String labels;

  @Column(updatable = false)
  private byte @Nullable [] identityKey;

  private long minCounter;

  /** The token it joined with; null once it left. Asked for in queries only. */
  @SuppressWarnings("UnusedVariable")
  private @Nullable String joinToken;

  /** Null while the site is not in the roster. */
  private @Nullable String record;

  private @Nullable Instant leftAt;

  @Column(updatable = false)
  private Instant createdAt;

  /** Null until it is stored, which is how Spring Data knows that it is new. */
  @Version private @Nullable Long version;

  @SuppressWarnings("NullAway.Init")
  protected SiteEntity() {}

  @SuppressWarnings("NullAway.Init")
  SiteEntity(MeshId mesh, long siteNo, NewSite site, Instant now) {
    this.id = SiteId.next().value();
    this.meshId = mesh.value();
    this.siteNo = siteNo;
    this.name = site.name().toString();
    this.labels = LabelsJson.write(site.labels());
    this.identityKey = site.identityKey().key().bytes();
    this.joinToken = site.joinToken();
    this.minCounter = 1;
    this.createdAt = now.truncatedTo(ChronoUnit.MICROS);
  }

  SiteId siteId() {
    return new SiteId(id);
  }

  long version() {
    return version == null ? 0 : version;
  }

  Optional<DocumentText> document() {
    return Optional.ofNullable(record).map(DocumentText::of);
  }

  void list(DocumentText document) {
    this.record = document.text();
  }

  void label(Labels wanted) {
    this.labels = LabelsJson.write(wanted);
  }

  void leave(Instant at) {
    this.record = null;
    this.joinToken = null;
    this.leftAt = at;
  }

  Site toSite(List<Range> ranges) {
    return new Site(
        new MeshId(meshId),
        siteId(),
        SiteName.parse(name),
        LabelsJson.read(labels),
        Optional.ofNullable(identityKey).map(key -> new IdentityKey(Ed25519PublicKey.ofBytes(key))),
        ranges,
        minCounter,
        Optional.ofNullable(leftAt),
        version(),
        createdAt);
  }
}
