package io.filigree.controlplane.secret;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where secrets lie.
 *
 * @param dataDir the coordinator's own directory, kept between runs
 * @param keyFile key that seals secrets in the database; in {@code dataDir} unless given
 */
@ConfigurationProperties("filigree")
record SecretSettings(@DefaultValue("data") Path dataDir, @Nullable Path keyFile) {

  // Boot converts to no Optional of a path.
  Optional<Path> key() {
    return Optional.ofNullable(keyFile);
  }
}
