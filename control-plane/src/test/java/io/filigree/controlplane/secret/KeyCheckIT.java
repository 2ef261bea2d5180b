package io.filigree.controlplane.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.controlplane.StartRefusedException;
import io.filigree.controlplane.testing.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class KeyCheckIT {
  @RegisterExtension static final FreshDatabase database = new FreshDatabase();

  @TempDir Path directory;

  @BeforeEach
  void nothingSealedYet() {
    database.jdbc().sql("DELETE FROM sealed_secret").update();
  }

  @Test
  void firstStartMakesAKeyForTheOwnerOnly() throws IOException {
    check("key").sealer();
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void nextStartOpensWhatTheFirstSealed() {
    byte[] sealed = check("key").sealer().seal("p", new byte[] {42});
    assertThat(check("key").sealer().open("p", sealed)).containsExactly(42);
  }

  @Test
  void wrongKeyFileStopsTheStart() {
    check("key").sealer();
    new KeyFile(directory.resolve("other")).create();
    assertThatThrownBy(() -> check("other").sealer())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("is not the one this database was sealed with");
  }

  @Test
  void missingKeyFileIsNotMadeAnewOverASealedDatabase() {
    check("key").sealer();
    assertThatThrownBy(() -> check("gone").sealer())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("is missing");
    assertThat(directory.resolve("gone")).doesNotExist();
  }

  @Test
  void fileThatHoldsNoKeyStopsTheStart() throws IOException {
    Files.writeString(directory.resolve("key"), "changeme\n");
    assertThatThrownBy(() -> check("key").sealer())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("does not hold a key");
  }

  @Test
  void keyInTheDatabasesFolderIsRefused() {
    KeyFile inside = new KeyFile(directory.resolve("postgres/../postgres/filigree.key"));
    assertThatThrownBy(() -> inside.requireOutside(directory.resolve("postgres")))
        .isInstanceOf(StartRefusedException.class);
  }

  private KeyCheck check(String file) {
    return new KeyCheck(database.jdbc(), new KeyFile(directory.resolve(file)));
  }
}
