package io.filigree.controlplane.relay;

import io.filigree.controlplane.ledger.Ledger;
import io.filigree.controlplane.ledger.LockedMesh;
import io.filigree.controlplane.mesh.Constraint;
import io.filigree.controlplane.mesh.Meshes;
import io.filigree.controlplane.plan.AddressPlan;
import io.filigree.controlplane.plan.Blocks;
import io.filigree.controlplane.plan.Wish;
import io.filigree.controlplane.roster.Roster;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.RangeKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/**
 * The relays of all meshes. The row of a relay is what the mesh record is made from: whoever
 * changes one holds the mesh's lock and has the record written anew.
 */
@Service
public class Relays {

  /**
   * Every site is attached to some of them, and every edge holds all of them in the mesh record.
   */
  static final int MOST = 8;

  private final RelayRepository repository;
  private final RelaySql sql;
  private final Meshes meshes;
  private final AddressPlan plan;
  private final Ledger ledger;
  private final Roster roster;
  private final InstantSource clock;

  Relays(
      RelayRepository repository,
      RelaySql sql,
      Meshes meshes,
      AddressPlan plan,
      Ledger ledger,
      Roster roster,
      InstantSource clock) {
    this.repository = repository;
    this.sql = sql;
    this.meshes = meshes;
    this.plan = plan;
    this.ledger = ledger;
    this.roster = roster;
    this.clock = clock;
  }

  /** The relay that joined with this token and this key, unless it was removed since. */
  public Optional<RegisteredRelay> joined(MeshId mesh, String token, IdentityKey key) {
    return repository
        .findByMeshIdAndIdentityKeyAndJoinToken(mesh.value(), key.key().bytes(), token)
        .map(this::withAddress);
  }

  /** By the name in a URL, which may be anything. */
  Optional<RegisteredRelay> find(MeshId mesh, String name) {
    return repository.findByMeshIdAndName(mesh.value(), name).map(this::withAddress);
  }

  /** Whether the mesh has a relay. */
  public boolean any(MeshId mesh) {
    return repository.countByMeshId(mesh.value()) > 0;
  }

  List<RegisteredRelay> list(MeshId mesh, String after, int limit) {
    return withAddresses(
        repository.findByMeshIdAndNameGreaterThanOrderByName(mesh.value(), after, Limit.of(limit)));
  }

  /** Adds a relay whose public keys an operator brings. */
  RelayAdmission add(MeshId mesh, NewRelay wish) {
    return admit(ledger.lock(mesh), wish, Optional.empty());
  }

  /**
   * Gives a relay its row and its address and lists it. The caller holds the lock, and has nothing
   * left to do but commit.
   *
   * @param joinToken id of the token it joins with; empty if it comes without one
   */
  public RelayAdmission admit(LockedMesh locked, NewRelay wish, Optional<String> joinToken) {
    if (repository.countByMeshId(locked.mesh().value()) >= MOST) {
      return new RelayAdmission.TooMany();
    }
    return switch (plan.take(locked.mesh(), List.of(Wish.of(RangeKind.TUNNEL)))) {
      case Blocks.NoPool _ -> new RelayAdmission.NoPool();
      case Blocks.Exhausted(_, int prefix) -> new RelayAdmission.PoolExhausted(prefix);
      // IPv4 comes first. The record of a relay has one address.
      case Blocks.Free(var blocks) ->
          admit(locked, wish, joinToken, blocks.getFirst().cidr().address());
    };
  }

  private RelayAdmission admit(
      LockedMesh locked, NewRelay wish, Optional<String> joinToken, IpAddress address) {
    RelayEntity entity = new RelayEntity(locked.mesh(), wish, joinToken, clock.instant());
    try {
      repository.saveAndFlush(entity);
    } catch (DataIntegrityViolationException e) {
      return refusal(e);
    }
    plan.give(locked.mesh(), entity.relayId(), address);
    publish(locked);
    return new RelayAdmission.Admitted(entity.toRelay(address));
  }

  private static RelayAdmission refusal(DataIntegrityViolationException violation) {
    return switch (Constraint.violatedBy(violation)) {
      case "relay_name_taken", "member_name_taken" -> new RelayAdmission.NameTaken();
      case "relay_identity_key_taken", "member_identity_key_taken" ->
          new RelayAdmission.IdentityKeyTaken();
      case "wireguard_key_taken" -> new RelayAdmission.WireGuardKeyTaken();
      default -> throw violation;
    };
  }

  /**
   * Changes where a relay listens.
   *
   * @param expected gets the version that would be changed, and throws if the caller meant another
   */
  RelayOutcome change(MeshId mesh, String name, List<Endpoint> wanted, LongConsumer expected) {
    LockedMesh locked = ledger.lock(mesh);
    return repository
        .findByMeshIdAndName(mesh.value(), name)
        .<RelayOutcome>map(entity -> {
          expected.accept(entity.version());
          if (!entity.listensAt(wanted)) {
            entity.listenAt(wanted);
            repository.saveAndFlush(entity);
            publish(locked);
          }
          return new RelayOutcome.Changed(withAddress(entity));
        })
        .orElseGet(RelayOutcome.Unknown::new);
  }

  /**
   * Takes a relay out of the mesh record and frees its name, keys and address.
   *
   * @param expected gets the version that would be removed, and throws if the caller meant another
   */
  RelayOutcome remove(MeshId mesh, String name, LongConsumer expected) {
    LockedMesh locked = ledger.lock(mesh);
    return repository
        .findByMeshIdAndName(mesh.value(), name)
        .<RelayOutcome>map(entity -> {
          expected.accept(entity.version());
          sql.remove(entity.relayId());
          publish(locked);
          return new RelayOutcome.Removed();
        })
        .orElseGet(RelayOutcome.Unknown::new);
  }

  /** Takes in what a relay says of its own key and endpoints; what it said already wakes nobody. */
  public Announced announce(MeshId mesh, RelayId relay, RelayNews news) {
    LockedMesh locked = ledger.lock(mesh);
    return repository
        .findById(relay.value())
        .map(entity -> announce(locked, entity, news))
        .orElseGet(Announced.Gone::new);
  }

  private Announced announce(LockedMesh locked, RelayEntity entity, RelayNews news) {
    boolean said = entity.says(news);
    if (news.counter() == entity.counter() && said) {
      return new Announced.Stored();
    }
    if (news.counter() <= entity.counter()) {
      return new Announced.Stale(entity.counter());
    }
    entity.announce(news);
    try {
      repository.saveAndFlush(entity);
    } catch (DataIntegrityViolationException e) {
      if (Constraint.violatedBy(e).equals("wireguard_key_taken")) {
        return new Announced.WireGuardKeyTaken();
      }
      throw e;
    }
    if (!said) {
      publish(locked);
    }
    return new Announced.Stored();
  }

  private void publish(LockedMesh locked) {
    var relays =
        withAddresses(repository.findByMeshIdOrderById(locked.mesh().value())).stream()
            .map(RegisteredRelay::relay)
            .toList();
    roster.publish(locked, meshes.listRelays(locked, relays));
  }

  private RegisteredRelay withAddress(RelayEntity entity) {
    return withAddresses(List.of(entity)).getFirst();
  }

  /** Every relay has an address from the transaction on that made it. */
  private List<RegisteredRelay> withAddresses(List<RelayEntity> entities) {
    Map<RelayId, IpAddress> addresses =
        plan.addressesOf(entities.stream().map(RelayEntity::relayId).toList());
    return entities.stream()
        .map(entity -> entity.toRelay(Objects.requireNonNull(addresses.get(entity.relayId()))))
        .toList();
  }
}
