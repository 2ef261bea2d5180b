package io.filigree.controlplane.start;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the coordinator starts.
 *
 * @param postgresBinaries where the embedded Postgres is unpacked (60 MB); in the data directory
 *     unless given
 * @param firstMesh name of the mesh that the first start makes; empty for none
 * @param relayTokenFile where each start leaves a join token for a relay, while that mesh has none;
 *     nowhere unless given
 */
@ConfigurationProperties("filigree")
record StartSettings(
    @Nullable Path postgresBinaries,
    @DefaultValue("default") String firstMesh,
    @Nullable Path relayTokenFile) {

  // Boot converts to no Optional of a path.
  Optional<Path> binaries() {
    return Optional.ofNullable(postgresBinaries);
  }

  Optional<Path> relayToken() {
    return Optional.ofNullable(relayTokenFile);
  }
}
