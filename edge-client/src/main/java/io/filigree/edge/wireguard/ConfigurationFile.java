package io.filigree.edge.wireguard;

import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.Failure;
import io.filigree.edge.plan.KeptFile;
import io.filigree.edge.plan.Operation.RestoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The mesh as a wg-quick file, kept current so that a site can be run without Filigree. It may lag
 * a minute behind the mesh: SD cards wear, and nothing of ours reads it. What somebody else does to
 * it is undone at once.
 */
public final class ConfigurationFile {
  private static final Duration LAG = Duration.ofMinutes(1);

  private final Path file;
  private final InstantSource clock;
  private Instant notBefore = Instant.MIN;
  private Optional<Written> written = Optional.empty();

  public ConfigurationFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * What was written last.
   *
   * @param stamp how the file looked right afterwards
   */
  private record Written(DesiredState desired, Stamp stamp) {}

  /** What changes when somebody changes a file, for the price of one look at its inode. */
  private record Stamp(long size, FileTime modified, Set<PosixFilePermission> readers) {

    static Stamp of(Path file) throws IOException {
      PosixFileAttributes seen = Files.readAttributes(file, PosixFileAttributes.class);
      return new Stamp(seen.size(), seen.lastModifiedTime(), seen.permissions());
    }
  }

  /** Whether somebody meddled with the file since it was written. */
  public KeptFile look() {
    if (written.isEmpty()) {
      return KeptFile.AS_WRITTEN;
    }
    if (!Files.exists(file)) {
      return KeptFile.GONE;
    }
    try {
      return Stamp.of(file).equals(written.get().stamp()) ? KeptFile.AS_WRITTEN : KeptFile.EDITED;
    } catch (IOException unreadable) {
      return KeptFile.EDITED;
    }
  }

  /** Writes the file if it says something else and was not written within the last minute. */
  public Optional<Failure> keep(DesiredState desired) {
    boolean current = written.filter(last -> last.desired().equals(desired)).isPresent();
    if (current || clock.instant().isBefore(notBefore)) {
      return Optional.empty();
    }
    try {
      String text = Configuration.forWgQuick(desired);
      if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        PrivateFile.replace(file, text);
        notBefore = clock.instant().plus(LAG);
      }
      written = Optional.of(new Written(desired, Stamp.of(file)));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(failure(e));
    }
  }

  /** Writes what it said before somebody meddled with it. */
  public ApplyReport restore(RestoreFile operation, DesiredState desired) {
    try {
      PrivateFile.replace(file, Configuration.forWgQuick(desired));
      written = Optional.of(new Written(desired, Stamp.of(file)));
      return ApplyReport.done(List.of(operation));
    } catch (IOException e) {
      return ApplyReport.NOTHING.and(failure(e));
    }
  }

  /** Deletes the file. */
  public Optional<Failure> remove() {
    written = Optional.empty();
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
