package io.filigree.edge.relay.station;

import io.filigree.edge.state.AtomicFile;
import io.filigree.edge.state.SiteFiles;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.WireGuardPrivateKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a relay keeps on disk: its key, which makes it who it is, and what a restart should find.
 */
public final class RelayFiles {

  private final Path folder;
  private final Path key;
  private final Path memory;
  private final Path enrolment;

  /**
   * @param folder of its own, readable by root only
   */
  public RelayFiles(Path folder) {
    this.folder = folder;
    key = folder.resolve("relay.key");
    memory = folder.resolve("relay.state");
    enrolment = folder.resolve("relay.json");
  }

  public Path folder() {
    return folder;
  }

  /** As which relay of which mesh it has joined; empty if it has not, or not to the end. */
  public Optional<RelayEnrolment> enrolment() throws IOException {
    if (!Files.exists(enrolment)) {
      return Optional.empty();
    }
    try {
      return Optional.of(RelayEnrolment.parse(Files.readAllBytes(enrolment)));
    } catch (MalformedException e) {
      throw new IOException(enrolment + ": " + e.getMessage(), e);
    }
  }

  /** The last write of a join: from here on this box is that relay. */
  public void enrol(RelayEnrolment joined) throws IOException {
    AtomicFile.write(enrolment, (joined.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The key that signs its requests; made on the first call. */
  public Ed25519PrivateKey identityKey() throws IOException {
    return new SiteFiles(folder).identityKey();
  }

  /**
   * The same, of a relay that has one.
   *
   * @throws IOException if it is gone or damaged: a new one would be another relay's
   */
  public Ed25519PrivateKey keptIdentityKey() throws IOException {
    return new SiteFiles(folder).keptIdentityKey();
  }

  /** The relay's key; made at the first start. */
  public WireGuardPrivateKey key() throws IOException {
    if (!Files.exists(key)) {
      WireGuardPrivateKey fresh = WireGuardPrivateKey.generate();
      AtomicFile.write(key, (fresh.toBase64() + "\n").getBytes(StandardCharsets.US_ASCII));
      return fresh;
    }
    try {
      return WireGuardPrivateKey.parseBase64(Files.readString(key).strip());
    } catch (MalformedException e) {
      throw new IOException(key + ": " + e.getMessage(), e);
    }
  }

  /**
   * What was kept last; empty if nothing was, or it is damaged: then sites prove themselves anew.
   */
  public Optional<byte[]> memory() throws IOException {
    if (!Files.exists(memory)) {
      return Optional.empty();
    }
    byte[] file = Files.readAllBytes(memory);
    if (file.length < Digest.BYTES) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOfRange(file, Digest.BYTES, file.length);
    byte[] sum = Digest.sha256(content).bytes();
    return Arrays.equals(sum, 0, Digest.BYTES, file, 0, Digest.BYTES)
        ? Optional.of(content)
        : Optional.empty();
  }

  /**
   * Keeps it behind its SHA-256. Not fsynced: it is written every second, is of use for three
   * minutes, and a file that a cut of power has damaged is not believed.
   */
  public void keep(byte[] content) throws IOException {
    byte[] sum = Digest.sha256(content).bytes();
    byte[] file = Arrays.copyOf(sum, sum.length + content.length);
    System.arraycopy(content, 0, file, sum.length, content.length);
    AtomicFile.replace(memory, file);
  }
}
