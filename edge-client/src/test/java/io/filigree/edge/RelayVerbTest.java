package io.filigree.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code filigree relay} says instead of starting; that it runs is shown in namespaces. */
class RelayVerbTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  private ExitCode run(String... words) {
    List<String> all = new ArrayList<>(List.of("relay"));
    all.addAll(List.of(words));
    all.addAll(List.of("--state-dir", folder + "/state", "--run-dir", folder + "/run"));
    PrintStream out = new PrintStream(err, true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), out, out);
    return new EdgeClient(terminal).run(all);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void withoutAMeshAndWithoutAFileItSaysWhatItNeeds() {
    assertThat(run()).isEqualTo(ExitCode.NOT_ENROLLED);
    assertThat(err()).contains("relay join").contains("--config FILE");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void aFileSaysWhereTheRelayIsAndTheCommandLineDoesNot() {
    assertThat(run("--config", "relay.json", "--port", "51900")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("with --config the file says where the relay is");
  }

  @Test
  void joiningNeedsATokenAndAnEndpointAndSaysEverythingThatIsWrongAtOnce() {
    assertThat(run("join", "--listen", "name.example:1", "--port", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(err())
        .contains("--token-file is needed")
        .contains("--endpoint is needed")
        .contains("--port is not a number from 1 to 65535")
        .contains("--listen name.example:1 is not an address and a port");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void aMissingOrWrongFileIsSaidAndNothingIsMade() throws IOException {
    Path file = folder.resolve("relay.json");
    assertThat(run("--config", file.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(err()).contains("NoSuchFileException");
    Files.writeString(file, "{\"format\":1,\"listen\":[]}");
    assertThat(run("--config", file.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(err()).contains("relay.json: members: is missing");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Path file = folder.resolve("relay.json");
      Files.writeString(
          file,
          """
          {"format":1,"listen":["127.0.0.1:%d"],"address":"10.99.0.1","members":[]}
          """
              .formatted(taken.getLocalPort()));
      assertThat(run("--config", file.toString())).isEqualTo(ExitCode.FAILED);
      assertThat(err()).contains("cannot listen at 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void besideTheCoordinatorAndAnEndpointOfItsOwnAreNotSaidTogether() {
    assertThat(
            run(
                "join",
                "--token-file",
                "token",
                "--beside-coordinator",
                "--endpoint",
                "relay.example:51900"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("--beside-coordinator and --endpoint say the same");
  }

  @Test
  void aRelayByFileJoinsNoMesh() {
    assertThat(run("--config", "relay.json", "--token-file", "token")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("with --config there is no mesh to join");
  }
}
