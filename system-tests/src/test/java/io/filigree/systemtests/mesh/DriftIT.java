package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.Seen;
import io.filigree.edge.state.Notebook;
import io.filigree.systemtests.lab.Command;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A running client does not let go: what others change on its machine it puts right and names. */
@OnStage
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriftIT {

  /** Far below the 30 s between two looks: the kernel told. */
  private static final Duration TOLD = Duration.ofSeconds(10);

  private static final Duration SAID = Duration.ofSeconds(3);

  private final Stage stage;
  private final List<Store> stores;
  private final Store a;
  private final Store b;

  DriftIT(Stage stage) {
    this.stage = stage;
    this.stores =
        stage.stores(
            stage.mesh("drift"),
            List.of(SitePlan.store("drift-c", 42), SitePlan.store("drift-d", 43)));
    this.a = stores.getFirst();
    this.b = stores.getLast();
  }

  @BeforeAll
  void mesh() {
    Meshed.await(stores);
  }

  @AfterAll
  void demolish() {
    Meshed.demolish(stage, stores);
  }

  @Test
  @Order(1)
  void aDeletedRouteIsBackLongBeforeTheNextLookAndNamed() {
    Meshed.eventually("named", this::deletedRouteIsBackAndNamed);
    assertThat(a.edge().status()).contains("ago: route 10.43.0.0/16");
    assertThat(a.edge().output()).containsOnlyOnce("healed what=\"route 10.43.0.0/16\"");
  }

  /** Before the client's first quiet look it cannot tell drift from what it did itself. */
  private boolean deletedRouteIsBackAndNamed() {
    a.box().gateway().ip("route del 10.43.0.0/16");
    assertThat(Wait.upTo(TOLD, () -> WireGuard.routes(a.box()).contains("10.43.0.0/16"))).isTrue();
    return Wait.upTo(SAID, () -> a.edge().output().contains("healed what=\"route 10.43.0.0/16\""));
  }

  @Test
  @Order(2)
  void aKilledTunnelDaemonIsReplacedLongBeforeTheNextLook() {
    String key = WireGuard.publicKey(b.box()).orElseThrow();
    Meshed.eventually("named", () -> killedDaemonIsReplacedAndNamed(key));
  }

  private boolean killedDaemonIsReplacedAndNamed(String key) {
    processes(b, "wireguard-go").forEach(ProcessHandle::destroyForcibly);
    assertThat(Wait.upTo(TOLD, () -> WireGuard.publicKey(b.box()).filter(key::equals).isPresent()))
        .isTrue();
    assertThat(Wait.upTo(TOLD, () -> new Pair(a, b).pods().answered())).isTrue();
    return Wait.upTo(SAID, () -> b.edge().output().contains("healed what=\"interface filigree0\""));
  }

  @Test
  @Order(3)
  void theListenerEndsWithTheClientHoweverThatEnds() {
    assertThat(processes(a, "monitor")).isNotEmpty();
    a.edge().kill();

    assertThat(Wait.upTo(TOLD, () -> processes(a, "monitor").findAny().isEmpty())).isTrue();
    assertThat(new Pair(a, b).pods().answered()).isTrue();
  }

  @Test
  @Order(4)
  void aLostKeyFileIsNamedAndWhatRunsIsLeftAlone() throws IOException {
    a.edge().kill();
    String before = WireGuard.configuration(a.box());
    for (String name : List.of("identity.key", "wireguard.key", "site.json")) {
      Path file = a.edge().state().resolve(name);
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      a.edge().run();
      assertThat(Wait.upTo(TOLD, () -> !a.edge().running())).isTrue();
      Files.write(file, whole);

      assertThat(a.edge().output()).contains(name, "what runs is left alone");
      assertThat(WireGuard.configuration(a.box())).isEqualTo(before);
    }
    assertThat(new Pair(a, b).pods().answered()).isTrue();
    a.edge().run();
    Meshed.eventually("it runs again", () -> a.edge().status().contains("direct"));
  }

  /** With a {@code date} of the test's own: nobody sets the clock of the machine that runs it. */
  @Test
  @Order(5)
  void aClockThatIsBehindWhatTheDiskRemembersIsSet() throws IOException {
    a.edge().stop();
    Instant known = Instant.now().plus(Duration.ofDays(1));
    try (Notebook notebook = Notebook.open(a.edge().state())) {
      Seen seen = new Seen(Map.of(), Set.of(), Optional.of(known));
      notebook.write(new Effect.Note(seen.since(Seen.nothing()), seen));
    }
    Path tools = Files.createDirectories(a.box().directory().resolve("tools"));
    Path asked = tools.resolve("asked");
    Path date = Files.writeString(tools.resolve("date"), "#!/bin/sh\necho \"$@\" >>" + asked);
    Files.setPosixFilePermissions(date, PosixFilePermissions.fromString("rwx------"));

    a.edge().run(Map.of("PATH", tools + ":" + System.getenv("PATH")));

    Meshed.eventually("it is set", () -> Files.exists(asked));
    assertThat(asked).hasContent("-u -s @" + known.getEpochSecond());
    Meshed.eventually("it meshes", () -> new Pair(a, b).pods().answered());
  }

  private static Stream<ProcessHandle> processes(Store store, String word) {
    return Command.of("ip", "netns", "pids", store.box().gateway().name())
        .run()
        .lines()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
        .filter(process -> process.info().commandLine().filter(l -> l.contains(word)).isPresent());
  }
}
