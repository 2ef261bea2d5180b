package io.filigree.edge.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One process per state directory. The kernel drops the lock with its process, so a {@code kill -9}
 * leaves nothing to clean up.
 */
public final class DirectoryLock implements AutoCloseable {

  static final String NAME = "lock";

  private final FileChannel file;

  private DirectoryLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Empty when another process holds the directory.
   *
   * @param otherwise where to hold a lock instead when the directory takes no writes: a worn card
   *     that the kernel has made read-only must still bring up its site
   */
  public static Optional<DirectoryLock> tryLock(Path stateDirectory, Path otherwise)
      throws IOException {
    try {
      return tryLock(stateDirectory);
    } catch (IOException readOnly) {
      return tryLock(otherwise);
    }
  }

  /** Empty when another process holds the directory. */
  public static Optional<DirectoryLock> tryLock(Path stateDirectory) throws IOException {
    AtomicFile.createFolder(stateDirectory);
    FileChannel file =
        FileChannel.open(
            stateDirectory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (locks(file)) {
      return Optional.of(new DirectoryLock(file));
    }
    file.close();
    return Optional.empty();
  }

  private static boolean locks(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
