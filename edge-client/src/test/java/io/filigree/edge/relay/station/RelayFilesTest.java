package io.filigree.edge.relay.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayFilesTest {

  @TempDir private Path folder;

  @Test
  void theKeyIsMadeOnceAndIsForItsOwnerOnly() throws IOException {
    RelayFiles files = new RelayFiles(folder);
    String made = files.key().toBase64();
    assertThat(new RelayFiles(folder).key().toBase64()).isEqualTo(made);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("relay.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aDamagedKeyIsNotReplaced() throws IOException {
    Files.writeString(folder.resolve("relay.key"), "not a key\n");
    assertThatThrownBy(() -> new RelayFiles(folder).key()).isInstanceOf(IOException.class);
    assertThat(folder.resolve("relay.key")).hasContent("not a key");
  }

  @Test
  void whatIsKeptIsFound() throws IOException {
    RelayFiles files = new RelayFiles(folder);
    assertThat(files.memory()).isEmpty();
    files.keep(new byte[] {1, 2, 3});
    files.keep(new byte[] {4, 5});
    assertThat(files.memory()).contains(new byte[] {4, 5});
    files.keep(new byte[0]);
    assertThat(files.memory()).contains(new byte[0]);
  }

  @Test
  void whatIsDamagedIsNotBelieved() throws IOException {
    RelayFiles files = new RelayFiles(folder);
    files.keep(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    Path file = folder.resolve("relay.state");
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] touched = whole.clone();
      touched[i] ^= 1;
      Files.write(file, touched);
      assertThat(files.memory()).as("byte %s", i).isEmpty();
      Files.write(file, Arrays.copyOf(whole, i));
      assertThat(files.memory()).as("cut at %s", i).isEmpty();
    }
    Files.write(file, whole);
    assertThat(files.memory()).isPresent();
  }
}
