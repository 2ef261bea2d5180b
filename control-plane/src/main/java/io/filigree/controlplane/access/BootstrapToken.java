package io.filigree.controlplane.access;

import io.filigree.controlplane.secret.DataDirectory;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The way in for whoever starts the coordinator first: a token that may make one operator token,
 * and dies when that has succeeded. Until then each start hands over one that works; none is ever
 * logged.
 */
@Component
public class BootstrapToken {
  private static final String FILE = "bootstrap-token";

  private final BootstrapStore store;
  private final DataDirectory directory;

  BootstrapToken(BootstrapStore store, DataDirectory directory) {
    this.store = store;
    this.directory = directory;
  }

  /** How the token reaches the one who started the coordinator. */
  public sealed interface Handover {

    /** To be shown on the terminal, and nowhere else. */
    record Shown(String token) implements Handover {
      @Override
      public String toString() {
        return "Shown[***]";
      }
    }

    /** In a file that only the coordinator's user can read. */
    record InFile(Path file) implements Handover {}

    /** It has been used; there is none any more. */
    record Spent() implements Handover {}
  }

  /**
   * @param terminal whether somebody is looking; else the token is left in a file
   */
  public Handover handOver(boolean terminal) {
    if (store.isSpent()) {
      return new Handover.Spent();
    }
    if (fileHoldsLiveToken()) {
      return new Handover.InFile(directory.file(FILE));
    }
    var fresh = new Credential.OfBootstrap(TokenSecret.generate());
    // The file first: a token in the database that nobody knows would help nobody.
    Handover handover = terminal ? new Handover.Shown(fresh.text()) : inFile(fresh);
    return store.put(fresh.secret().hash()) ? handover : new Handover.Spent();
  }

  private boolean fileHoldsLiveToken() {
    Optional<SecretHash> live = store.liveHash();
    return directory.readSecret(FILE).map(Credential::parse).stream()
        .anyMatch(found ->
            found instanceof Credential.OfBootstrap(TokenSecret secret)
                && live.map(hash -> hash.isOf(secret)).orElse(false));
  }

  private Handover inFile(Credential.OfBootstrap fresh) {
    return new Handover.InFile(directory.writeSecret(FILE, fresh.text()));
  }
}
