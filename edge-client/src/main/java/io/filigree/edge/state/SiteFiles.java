package io.filigree.edge.state;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.WireGuardPrivateKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The files that make a box a site: {@code identity.key}, {@code wireguard.key} and {@code
 * site.json}. The keys are made here, and no other program ever sees them.
 */
public final class SiteFiles {

  private static final String IDENTITY = "identity.key";
  private static final String WIREGUARD = "wireguard.key";
  private static final String SITE = "site.json";

  private final Path folder;

  public SiteFiles(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /**
   * Which site this is; empty on a box that never joined, or not to the end.
   *
   * @throws IOException if it cannot be read, which is not the same
   */
  public Optional<Enrolment> enrolment() throws IOException {
    Optional<byte[]> content = read(SITE);
    try {
      return content.map(Enrolment::parse);
    } catch (MalformedException e) {
      throw new IOException(damaged(SITE, "cannot be read: " + e.getMessage()), e);
    }
  }

  /**
   * Which site this is, for who needs one; empty on a box that never joined.
   *
   * @throws IOException also if this box was a site and has lost the file
   */
  public Optional<Enrolment> joined() throws IOException {
    Optional<Enrolment> enrolment = enrolment();
    if (enrolment.isEmpty() && Journal.exists(folder, LastKnownGood.NAME)) {
      throw new IOException(
          folder.resolve(SITE)
              + " is missing beside a peer list: if a join was interrupted, run the same join"
              + " again, else restore the file; what runs is left alone");
    }
    return enrolment;
  }

  /** Whether this box holds anything of a site, intact or not. */
  public boolean anything() throws IOException {
    return read(SITE).isPresent()
        || read(IDENTITY).isPresent()
        || read(WIREGUARD).isPresent()
        || Journal.exists(folder, LastKnownGood.NAME);
  }

  /** The last write of a join: from here on this box is a site. */
  public void enrol(Enrolment enrolment) throws IOException {
    write(SITE, enrolment.toJson());
  }

  /** This site's identity key; made on the first call. */
  public Ed25519PrivateKey identityKey() throws IOException {
    if (read(IDENTITY).isPresent()) {
      return keptIdentityKey();
    }
    Ed25519PrivateKey key = Ed25519PrivateKey.generate();
    write(IDENTITY, Base64.getUrlEncoder().withoutPadding().encodeToString(key.seed()));
    return key;
  }

  /**
   * The identity key of a site that has one.
   *
   * @throws IOException if it is gone or damaged: a new one would be another site's
   */
  public Ed25519PrivateKey keptIdentityKey() throws IOException {
    try {
      return Ed25519PrivateKey.ofSeed(Base64.getUrlDecoder().decode(key(IDENTITY)));
    } catch (IllegalArgumentException | MalformedException e) {
      throw unreadable(IDENTITY);
    }
  }

  /** This site's WireGuard key; made, clamped, on the first call. */
  public WireGuardPrivateKey wireGuardKey() throws IOException {
    if (read(WIREGUARD).isPresent()) {
      return keptWireGuardKey();
    }
    WireGuardPrivateKey key = WireGuardPrivateKey.generate();
    write(WIREGUARD, key.toBase64());
    return key;
  }

  /**
   * The WireGuard key of a site that has one.
   *
   * @throws IOException if it is gone or damaged: a new one would cut every tunnel
   */
  public WireGuardPrivateKey keptWireGuardKey() throws IOException {
    try {
      return WireGuardPrivateKey.parseBase64(key(WIREGUARD));
    } catch (IllegalArgumentException | MalformedException e) {
      throw unreadable(WIREGUARD);
    }
  }

  /**
   * Makes this box no site again; the keys go last, so that an interrupted call can be repeated.
   */
  public void forget() throws IOException {
    Journal.delete(folder, LastKnownGood.NAME);
    Journal.delete(folder, Notebook.NAME);
    for (String name : List.of(SITE, WIREGUARD, IDENTITY, DirectoryLock.NAME)) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  private String key(String name) throws IOException {
    return line(read(name).orElseThrow(() -> new IOException(damaged(name, "is missing"))));
  }

  /** Without the cause: its message might quote the key. */
  private IOException unreadable(String name) {
    return new IOException(damaged(name, "holds no key"));
  }

  private String damaged(String name, String how) {
    return "%s %s: restore it from a backup, or start anew with \"leave --local\" and \"join\"; what"
            .formatted(folder.resolve(name), how)
        + " runs is left alone";
  }

  private Optional<byte[]> read(String name) throws IOException {
    Path path = folder.resolve(name);
    return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
  }

  private static String line(byte[] content) {
    return new String(content, StandardCharsets.US_ASCII).strip();
  }

  private void write(String name, String line) throws IOException {
    AtomicFile.createFolder(folder);
    AtomicFile.write(folder.resolve(name), (line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
