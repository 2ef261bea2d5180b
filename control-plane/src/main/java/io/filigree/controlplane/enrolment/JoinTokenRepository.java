package io.filigree.controlplane.enrolment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The join tokens' rows. */
interface JoinTokenRepository extends Repository<JoinTokenEntity, String> {

  Optional<JoinTokenEntity> findById(String id);

  Optional<JoinTokenEntity> findByMeshIdAndId(UUID mesh, String id);

  List<JoinTokenEntity> findByMeshIdAndIdGreaterThanOrderById(UUID mesh, String id, Limit limit);

  JoinTokenEntity saveAndFlush(JoinTokenEntity token);
}
