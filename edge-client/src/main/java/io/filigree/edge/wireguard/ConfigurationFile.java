package io.filigree.edge.wireguard;

import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The mesh as a wg-quick file, kept current so that a site can be run without Filigree. It may lag
 * a minute: SD cards wear, and nothing of ours reads it.
 */
public final class ConfigurationFile {
  private static final Duration LAG = Duration.ofMinutes(1);

  private final Path file;
  private final InstantSource clock;
  private Instant notBefore = Instant.MIN;

  public ConfigurationFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Writes the file if it says something else and was not written within the last minute. */
  public Optional<Failure> keep(DesiredState desired) {
    if (clock.instant().isBefore(notBefore)) {
      return Optional.empty();
    }
    try {
      String text = Configuration.forWgQuick(desired);
      if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        PrivateFile.replace(file, text);
        notBefore = clock.instant().plus(LAG);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(failure(e));
    }
  }

  /** Deletes the file. */
  public Optional<Failure> remove() {
    try {
      Files.deleteIfExists(file);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(failure(e));
    }
  }

  private Failure failure(IOException e) {
    return new Failure("file " + file, String.valueOf(e.getMessage()));
  }
}
