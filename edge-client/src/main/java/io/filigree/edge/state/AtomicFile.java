package io.filigree.edge.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Replaces a file so that a reader, or a boot after a cut of power, finds the old or the new one.
 */
public final class AtomicFile {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private AtomicFile() {}

  /** Written beside the target, fsynced, renamed over it, and the folder fsynced. Mode 0600. */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, file -> writeFully(file, content));
  }

  /** The same for what is too long to be held. */
  static void write(Path target, Content content) throws IOException {
    replace(target, content, true);
    syncFolder(target);
  }

  /** The same for a file in memory, which no cut of power leaves anything of. */
  public static void replace(Path target, byte[] content) throws IOException {
    replace(target, file -> writeFully(file, content));
  }

  static void replace(Path target, Content content) throws IOException {
    replace(target, content, false);
  }

  /** What goes into a new file. */
  @FunctionalInterface
  interface Content {
    void writeTo(FileChannel file) throws IOException;
  }

  private static void replace(Path target, Content content, boolean sync) throws IOException {
    Path temporary = target.resolveSibling(target.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    try {
      try (FileChannel file = create(temporary)) {
        content.writeTo(file);
        if (sync) {
          file.force(true);
        }
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException full) {
      // What a full disk took of it would keep the disk full.
      Files.deleteIfExists(temporary);
      throw full;
    }
  }

  static void writeFully(FileChannel file, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }

  /** Makes the folder, for its owner only, if it is not there. */
  public static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, OWNER_ONLY_FOLDER);
    }
  }

  /** A rename is on disk only once the folder is. */
  private static void syncFolder(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY);
  }
}
