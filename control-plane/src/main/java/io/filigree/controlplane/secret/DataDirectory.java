package io.filigree.controlplane.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The coordinator's own directory ({@code filigree.data-dir}). Made with mode 0700; the secrets in
 * it are files of mode 0600 that are whole or absent, also after a power cut.
 */
public final class DataDirectory {
  private final Path path;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /** The directory at {@code path}, made with its parents where it is missing. */
  public static DataDirectory at(Path path) {
    try {
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(path, ownerOnly);
      return new DataDirectory(path.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the data directory " + path, e);
    }
  }

  /** Absolute, without symbolic links. */
  public Path path() {
    return path;
  }

  /** Where the embedded database lies, if there is one; no secret of ours may. */
  public Path database() {
    return path.resolve("postgres");
  }

  /** The path of {@code name} in this directory. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** The text of a secret file, without the line end; empty if there is no such file. */
  public Optional<String> readSecret(String name) {
    return readSecret(file(name));
  }

  /** Writes a secret file of mode 0600, or replaces it, in one step that survives a power cut. */
  public Path writeSecret(String name, String text) {
    return writeSecret(file(name), text);
  }

  static Optional<String> readSecret(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The same anywhere: what somebody else on this machine is to read. */
  public static Path writeSecret(Path file, String text) {
    try {
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Path fresh = Files.createTempFile(parentOf(file), ".fresh", "", ownerOnly);
      write(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(parentOf(file));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static Path parentOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " is no file");
    }
    return parent;
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(StandardCharsets.UTF_8.encode(text + "\n"));
      channel.force(true);
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
