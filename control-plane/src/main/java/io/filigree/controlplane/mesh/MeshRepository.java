package io.filigree.controlplane.mesh;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The meshes' rows. */
interface MeshRepository extends Repository<MeshEntity, UUID> {

  Optional<MeshEntity> findByName(String name);

  Optional<MeshEntity> findById(UUID id);

  List<MeshEntity> findByNameGreaterThanOrderByName(String name, Limit limit);

  /**
   * Replaces the record and leaves the version alone: what is shown of the mesh does not change
   * with its relays.
   */
  @Modifying
  @Query("UPDATE MeshEntity mesh SET mesh.record = :record WHERE mesh.id = :id")
  void rewrite(UUID id, String record);

  /** Writes at once, so that plain SQL later in the transaction sees it. */
  MeshEntity saveAndFlush(MeshEntity mesh);
}
