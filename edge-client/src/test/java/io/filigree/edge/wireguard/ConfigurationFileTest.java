package io.filigree.edge.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.KeptFile;
import io.filigree.edge.plan.Meshes;
import io.filigree.edge.plan.Operation.RestoreFile;
import io.filigree.protocol.key.WireGuardPrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
  private final WireGuardPrivateKey key = WireGuardPrivateKey.generate();
  private final DesiredState before = Meshes.site(1, key, Meshes.peer(2));
  private final DesiredState after = Meshes.site(1, key, Meshes.peer(3));

  @TempDir private Path directory;
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void fileIsWholeAndForItsOwnerOnly() throws IOException {
    assertThat(file().keep(before)).isEmpty();

    assertThat(path())
        .content()
        .contains("[Interface]", "PrivateKey = " + key.toBase64(), "ListenPort = 51871")
        .contains("Address = 100.100.0.1/32", "AllowedIPs = 10.2.0.0/16,100.100.0.2/32,fd00:2::/48")
        .contains("Endpoint = 192.0.2.2:51871", "PersistentKeepalive = 25")
        .doesNotContain("PostUp", "PostDown");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    assertThat(directory).isDirectoryContaining(found -> found.equals(path()));
    assertThat(directory.toFile().list()).hasSize(1);
  }

  @Test
  void whatAKilledWriterLeftBehindIsWrittenOverAndGone() throws IOException {
    Files.writeString(directory.resolve(path().getFileName() + ".new"), "half a line of");

    assertThat(file().keep(before)).isEmpty();

    assertThat(path()).content().contains("[Interface]").doesNotContain("half");
    assertThat(directory.toFile().list()).hasSize(1);
  }

  @Test
  void changesWithinAMinuteAreWrittenTogether() {
    ConfigurationFile file = file();
    file.keep(before);
    file.keep(after);
    assertThat(path()).content().contains("100.100.0.2/32");

    now = now.plusSeconds(60);
    file.keep(after);

    assertThat(path()).content().contains("100.100.0.3/32").doesNotContain("100.100.0.2/32");
  }

  @Test
  void fullDiskIsAFailureAndNotTheEnd() throws IOException {
    Path plain = Files.writeString(directory.resolve("plain"), "");

    assertThat(new ConfigurationFile(plain.resolve("wg.conf"), () -> now).keep(before)).isPresent();
  }

  @Test
  void meddlingIsSeenAndUndoneAtOnce() throws IOException {
    ConfigurationFile file = file();
    assertThat(file.look()).as("nothing written yet").isEqualTo(KeptFile.AS_WRITTEN);
    file.keep(before);
    assertThat(file.look()).isEqualTo(KeptFile.AS_WRITTEN);

    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(file.look()).isEqualTo(KeptFile.EDITED);
    Files.delete(path());
    assertThat(file.look()).isEqualTo(KeptFile.GONE);

    assertThat(file.restore(new RestoreFile(false), before).failures()).isEmpty();
    assertThat(path()).content().contains("100.100.0.2/32");
    assertThat(file.look()).isEqualTo(KeptFile.AS_WRITTEN);
  }

  private ConfigurationFile file() {
    return new ConfigurationFile(path(), () -> now);
  }

  private Path path() {
    return directory.resolve("filigree0.conf");
  }
}
