package io.filigree.controlplane.site;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The sites' rows. */
interface SiteRepository extends Repository<SiteEntity, UUID> {

  Optional<SiteEntity> findById(UUID id);

  Optional<SiteEntity> findByMeshIdAndName(UUID mesh, String name);

  Optional<SiteEntity> findByMeshIdAndIdentityKey(UUID mesh, byte[] identityKey);

  Optional<SiteEntity> findByMeshIdAndIdentityKeyAndJoinToken(
      UUID mesh, byte[] identityKey, String joinToken);

  List<SiteEntity> findByMeshIdAndNameGreaterThanOrderByName(UUID mesh, String name, Limit limit);

  /** Writes at once, so that plain SQL later in the transaction sees it. */
  SiteEntity saveAndFlush(SiteEntity site);
}
