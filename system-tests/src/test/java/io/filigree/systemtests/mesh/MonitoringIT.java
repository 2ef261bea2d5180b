package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.system.Edge;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What a site tells whoever watches it, and what it tells nobody. */
@OnStage
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitoringIT {

  private static final String EVERYTHING =
      """
      handlers=java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level=ALL
      .level=ALL
      """;

  private final Stage stage;
  private final Mesh mesh;
  private final Store a;
  private final Store b;
  private final String tokenOfA;

  MonitoringIT(Stage stage) {
    this.stage = stage;
    this.mesh = stage.mesh("watched");
    this.a = loud(stage.build(SitePlan.store("store-a", 42)));
    this.b = stage.build(SitePlan.store("store-b", 43));
    this.tokenOfA = mesh.token(a.name());
  }

  /** The same store with a client that logs whatever its libraries have to say. */
  private static Store loud(Store store) {
    Path logging = store.box().directory().resolve("logging.properties");
    Folder.write(logging, EVERYTHING);
    String option = "-Djava.util.logging.config.file=" + logging;
    return new Store(store.box(), Edge.withJvmOptions(store.box(), List.of(option)));
  }

  @BeforeAll
  void join() {
    a.edge().join(tokenOfA).run();
    b.edge().join(mesh.token(b.name())).run();
    Meshed.await(List.of(a, b));
  }

  @AfterAll
  void demolish() {
    Meshed.demolish(stage, List.of(a, b));
  }

  private static boolean says(Store store, String sample) {
    return store.edge().metrics().lines().anyMatch(line -> line.startsWith(sample));
  }

  /** How often the peer was asked for an echo, and how often in vain. */
  private static Optional<String> echoes(Store of) {
    return JsonFields.of(Json.parse(page(of), JsonLimits.ANSWER))
        .objects("peers", peer -> peer.optionalObject("echoes", MonitoringIT::counts))
        .getFirst();
  }

  /** From its file, for what a loud client's command prints is not all JSON. */
  private static String page(Store of) {
    try {
      return Files.readString(of.edge().statusFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String counts(JsonFields echoes) {
    return echoes.integer("asked", 0, 20) + " asked, " + echoes.integer("lost", 0, 20) + " lost";
  }

  @Test
  @Order(1)
  void howWellAPeerIsReachedCanBeRead() {
    Meshed.eventually(
        "latency is measured",
        () -> says(a, "filigree_peer_latency_seconds{peer=\"store-b\"} 0.0"));
    assertThat(says(a, "filigree_peer_loss_ratio{peer=\"store-b\"} 0.0000")).isTrue();
    assertThat(says(a, "filigree_peer_path{peer=\"store-b\",path=\"direct\"} 1")).isTrue();
    assertThat(says(a, "filigree_coordinator_reachable 1")).isTrue();
    assertThat(a.edge().status()).containsPattern("store-b +direct .* ms +0 %");
  }

  @Test
  @Order(1)
  void nobodyElseCanReadIt() {
    assertThat(connects(a, "127.0.0.1")).isTrue();
    assertThat(connects(a, a.box().publicAddress())).isFalse();
    assertThat(connects(a, a.tunnelAddress())).isFalse();
    assertThat(connects(b, a.box().publicAddress())).isFalse();
  }

  private static boolean connects(Store from, String address) {
    return from.box()
        .gateway()
        .inside(() -> {
          try (Socket socket = new Socket(address, 9586)) {
            return socket.isConnected();
          } catch (IOException refused) {
            return false;
          }
        });
  }

  @Test
  @Order(2)
  void noSecretIsAnywhereButInItsFile() {
    Secrets secrets = Secrets.of(a.edge(), tokenOfA);
    assertThat(secrets.in(a.edge().state().resolve("filigree0.conf")))
        .as("what is searched for is found where it has to be")
        .isNotEmpty();
    assertThat(a.edge().output()).as("the log is at its loudest").contains("sun.net.www");
    assertThat(secrets.in(a.edge().output())).isEmpty();
    assertThat(secrets.in(a.edge().metrics())).isEmpty();
    assertThat(secrets.in(a.edge().status() + a.edge().status("--json"))).isEmpty();
    assertThat(secrets.in(a.edge().tryJoin(tokenOfA).output())).isEmpty();
    assertThat(secrets.in(stage.coordinator().log())).isEmpty();
    assertThat(secrets.outsideTheirFiles(a.box().directory())).isEmpty();
  }

  @Test
  @Order(3)
  void aPeersKernelAnswersWhileItsClientIsDown() {
    b.edge().stop();
    String before = echoes(a).orElseThrow();
    Meshed.eventually("it is asked again", () -> !echoes(a).orElseThrow().equals(before));
    assertThat(echoes(a)).hasValueSatisfying(counts -> assertThat(counts).endsWith(" 0 lost"));
  }
}
