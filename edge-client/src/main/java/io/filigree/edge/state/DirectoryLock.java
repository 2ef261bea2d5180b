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
