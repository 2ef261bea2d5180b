package io.filigree.edge.relay.station;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Notices that a file is another one, by what the folder says of it. */
final class FileWatch {

  /** What changes when a file is written or replaced. */
  private record Look(String key, long size, long modified) {}

  private final Path file;
  private Optional<Look> last;

  FileWatch(Path file) {
    this.file = file;
    this.last = look();
  }

  /** Whether it has changed since this was asked last. A file that is gone has not changed. */
  boolean changed() {
    Optional<Look> now = look();
    boolean changed = now.isPresent() && !now.equals(last);
    if (changed) {
      last = now;
    }
    return changed;
  }

  private Optional<Look> look() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Look(
              String.valueOf(attributes.fileKey()),
              attributes.size(),
              attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
