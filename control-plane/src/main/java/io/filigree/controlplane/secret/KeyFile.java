package io.filigree.controlplane.secret;

import io.filigree.controlplane.StartRefusedException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The file whose key seals secrets in the database: 32 random bytes in base64url, mode 0600. It is
 * kept apart from the database and its backups, or sealing would be for show.
 */
record KeyFile(Path path) {
  private static final int BYTES = 32;

  KeyFile {
    path = path.toAbsolutePath().normalize();
  }

  Optional<SecretKey> read() {
    return DataDirectory.readSecret(path).map(this::parse);
  }

  SecretKey create() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    DataDirectory.writeSecret(path, text);
    return new SecretKeySpec(key, "AES");
  }

  /** A backup of the folder would hold the lock and its key. */
  KeyFile requireOutside(Path database) {
    if (path.startsWith(database)) {
      throw new StartRefusedException(
          "The key file " + path + " is inside the database's folder.",
          "Move it elsewhere and name it in FILIGREE_KEY_FILE.");
    }
    return this;
  }

  private SecretKey parse(String text) {
    try {
      byte[] key = Base64.getUrlDecoder().decode(text);
      if (key.length == BYTES) {
        return new SecretKeySpec(key, "AES");
      }
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
    throw unreadable();
  }

  private StartRefusedException unreadable() {
    return new StartRefusedException(
        "The key file " + path + " does not hold a key.", "Put it back from its backup.");
  }
}
