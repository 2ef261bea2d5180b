package io.filigree.controlplane.relay;

import io.filigree.protocol.key.Ed25519PublicKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Relay;
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
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A relay's row; its address is plain SQL's. */
@Entity
@Table(name = "relay")
@DynamicUpdate
class RelayEntity {

  @Id private UUID id;

  @Column(updatable = false)
  private UUID meshId;

  @Column(updatable = false)
  private String name;

  @Column(updatable = false)
  private byte[] identityKey;

  /** A trigger holds it in the table of all WireGuard keys too, and so refuses a taken one. */
  private byte[] wireguardKey;

  private List<String> endpoints;

  private long counter;

  /** The token it joined with; null if an operator added it. Asked for in queries only. */
  @Column(updatable = false)
  @SuppressWarnings("UnusedVariable")
  private @Nullable String joinToken;

  @Column(updatable = false)
  private Instant createdAt;

  /** Null until it is stored, which is how Spring Data knows that it is new. */
  @Version private @Nullable Long version;

  @SuppressWarnings("NullAway.Init")
  protected RelayEntity() {}

  @SuppressWarnings("NullAway.Init")
  RelayEntity(MeshId mesh, NewRelay relay, Optional<String> joinToken, Instant now) {
    this.id = RelayId.next().value();
    this.meshId = mesh.value();
    this.name = relay.name().toString();
    this.identityKey = relay.identityKey().key().bytes();
    this.wireguardKey = relay.wireGuardKey().bytes();
    this.endpoints = texts(relay.endpoints());
    this.joinToken = joinToken.orElse(null);
    this.createdAt = now.truncatedTo(ChronoUnit.MICROS);
  }

  RelayId relayId() {
    return new RelayId(id);
  }

  long version() {
    return version == null ? 0 : version;
  }

  long counter() {
    return counter;
  }

  boolean listensAt(List<Endpoint> wanted) {
    return endpoints.equals(texts(wanted));
  }

  boolean says(RelayNews news) {
    return wireGuardKey().equals(news.wireGuardKey()) && listensAt(news.endpoints());
  }

  void listenAt(List<Endpoint> wanted) {
    this.endpoints = texts(wanted);
  }

  void announce(RelayNews news) {
    this.counter = news.counter();
    this.wireguardKey = news.wireGuardKey().bytes();
    this.endpoints = texts(news.endpoints());
  }

  RegisteredRelay toRelay(IpAddress address) {
    Relay relay =
        new Relay(
            relayId(),
            SiteName.parse(name),
            new IdentityKey(Ed25519PublicKey.ofBytes(identityKey)),
            wireGuardKey(),
            endpoints.stream().map(Endpoint::parse).toList(),
            address);
    return new RegisteredRelay(new MeshId(meshId), relay, counter, version(), createdAt);
  }

  private WireGuardPublicKey wireGuardKey() {
    return WireGuardPublicKey.ofBytes(wireguardKey);
  }

  private static List<String> texts(List<Endpoint> endpoints) {
    return endpoints.stream().map(Endpoint::toString).toList();
  }
}
