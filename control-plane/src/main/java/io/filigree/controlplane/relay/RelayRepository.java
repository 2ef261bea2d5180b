package io.filigree.controlplane.relay;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The relays' rows. */
interface RelayRepository extends Repository<RelayEntity, UUID> {

  Optional<RelayEntity> findById(UUID id);

  Optional<RelayEntity> findByMeshIdAndName(UUID mesh, String name);

  Optional<RelayEntity> findByMeshIdAndIdentityKeyAndJoinToken(
      UUID mesh, byte[] identityKey, String joinToken);

  List<RelayEntity> findByMeshIdAndNameGreaterThanOrderByName(UUID mesh, String name, Limit limit);

  /** A mesh has few. */
  List<RelayEntity> findByMeshIdOrderById(UUID mesh);

  long countByMeshId(UUID mesh);

  /** Writes at once, so that plain SQL later in the transaction sees it. */
  RelayEntity saveAndFlush(RelayEntity relay);
}
