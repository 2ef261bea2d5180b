package io.filigree.controlplane.start;

import io.filigree.controlplane.StartRefusedException;
import io.filigree.controlplane.secret.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds the data directory against a second coordinator. The kernel lets go of it when the process
 * ends, however it ends.
 */
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  static DirectoryLock of(DataDirectory directory) {
    Path file = directory.file("coordinator.lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw inUse(directory);
      }
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by another context of this process
    }
  }

  private static StartRefusedException inUse(DataDirectory directory) {
    return new StartRefusedException(
        "Another coordinator is running on " + directory.path() + ".",
        "Stop it, or give this one a directory of its own with --filigree.data-dir=DIR.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock the data directory", e);
    }
  }
}
