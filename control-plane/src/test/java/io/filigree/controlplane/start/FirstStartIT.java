package io.filigree.controlplane.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.key.Base64Url;
import io.filigree.protocol.key.Ed25519PrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FirstStartIT {
  private static final Path TOKEN = Path.of("target", "first-start.relay-token");

  @RegisterExtension
  static final TestCoordinator coordinator =
      new TestCoordinator()
          .with("filigree.first-mesh=default")
          .with("filigree.relay-token-file=" + TOKEN);

  @Test
  void meshIsThereAndItsRecoveryKeyIsInAFileForTheOwner() throws IOException {
    Path file = coordinator.directory().resolve("default.recovery-key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] seed = Base64Url.decode(Files.readString(file).strip(), 32);
    String mesh = coordinator.get(coordinator.token(Role.VIEWER), "/api/v1/meshes/default").body();
    assertThat(JsonPath.<String>read(mesh, "$.recoveryPublicKey"))
        .isEqualTo(Ed25519PrivateKey.ofSeed(seed).publicKey().toString());
  }

  @Test
  void meshSaysWhereTheCoordinatorIs() {
    String mesh = coordinator.get(coordinator.token(Role.VIEWER), "/api/v1/meshes/default").body();
    assertThat(JsonPath.<String>read(mesh, "$.urls[0]")).startsWith("https://");
    assertThat(JsonPath.<String>read(mesh, "$.pins[0]")).startsWith("sha256/");
  }

  @Test
  void whileThereIsNoRelayEachStartLeavesATokenForOneThatOnlyItsOwnerReads() throws IOException {
    String first = Files.readString(TOKEN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(TOKEN)))
        .isEqualTo("rw-------");
    coordinator.stop();
    coordinator.start();
    assertThat(Files.readString(TOKEN)).isNotEqualTo(first);
    assertThat(kindOf(JoinToken.parse(Files.readString(TOKEN).strip()))).isEqualTo("relay");
  }

  private static String kindOf(JoinToken token) {
    return coordinator
        .database()
        .jdbc()
        .sql("SELECT kind FROM join_token WHERE id = :id")
        .param("id", token.id())
        .query(String.class)
        .single();
  }

  @Test
  void nextStartMakesNoSecondOne() {
    coordinator.stop();
    coordinator.start();
    var count = coordinator.database().jdbc().sql("SELECT count(*) FROM mesh");
    assertThat(count.query(Long.class).single()).isEqualTo(1);
  }
}
