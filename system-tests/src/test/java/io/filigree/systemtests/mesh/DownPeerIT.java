package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.measure.OpenPorts;
import io.filigree.systemtests.relay.MeshRelay;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A store whose machine dies, as others see it. */
@OnStage
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownPeerIT {

  private static final int PORT = 8080;

  /** In milliseconds: nobody answers within it, and a refusal takes a small part of it. */
  private static final int PATIENCE = 400;

  private static final Optional<String> REFUSED = Optional.of("No route to host");

  private final Stage stage;
  private final Mesh mesh;
  private final Store relayBox;
  private final MeshRelay relay;
  private final Store a;
  private final Store b;

  DownPeerIT(Stage stage) {
    this.stage = stage;
    this.mesh = stage.mesh("mortal-stores");
    this.relayBox = stage.build(SitePlan.store("down-relay", 91));
    this.relay = new MeshRelay(relayBox.box());
    this.a = stage.build(SitePlan.store("caller", 46));
    this.b = stage.buildBehind(stage.lab().router(Kind.SYMMETRIC), SitePlan.store("mortal", 47));
  }

  @BeforeAll
  void join() {
    relay.join(mesh.relayToken(), "relay-1").start();
    List.of(a, b).forEach(store -> store.edge().join(mesh.token(store.name())).run());
    Meshed.eventually("both are attached", () -> relay.attached() == 2, relay::output);
    Meshed.awaitCursors(mesh, List.of(a, b));
  }

  @AfterAll
  void demolish() {
    relay.kill();
    Meshed.demolish(stage, List.of(a, b));
    stage.lab().demolish(relayBox.box());
  }

  @Test
  void callersOfAPeerThatDiedAreRefusedAtOnceUntilItIsBack() {
    try (OpenPorts shop = OpenPorts.in(b.box().pod(), List.of(PORT))) {
      assertThat(shop).isNotNull();
      Meshed.eventually("the shop answers", () -> call().isEmpty(), this::call);
      String address = b.tunnelAddress();
      b.edge().kill();
      b.box().command("ip", "link", "delete", WireGuard.INTERFACE).run();
      Meshed.eventually("callers are refused", () -> call().equals(REFUSED), this::call);

      long begun = System.nanoTime();
      assertThat(call()).isEqualTo(REFUSED);
      assertThat((System.nanoTime() - begun) / 1_000_000).as("ms").isLessThan(PATIENCE / 4);
      assertThat(way(address)).contains("dev " + WireGuard.INTERFACE);

      b.edge().run();
      Meshed.eventually("the shop answers again", () -> call().isEmpty(), this::call);
      assertThat(WireGuard.routes(a.box())).doesNotContain("unreachable");
    }
  }

  @Test
  void aStoreWhoseMachineWasRestartedGreetsWhoMayStillHoldASessionWithIt() {
    try (OpenPorts shop = OpenPorts.in(b.box().pod(), List.of(PORT))) {
      assertThat(shop).isNotNull();
      Meshed.eventually("the shop answers", () -> call().isEmpty(), this::call);
      Meshed.eventually("the store has noticed", this::isInSession, b.edge()::status);
      b.edge().stop();
      b.box().command("ip", "link", "delete", WireGuard.INTERFACE).run();
      b.edge().run();
      Meshed.eventually(
          "a handshake though nothing is sent",
          () -> new Pair(b, a).shookHands(),
          b.edge()::output);
      assertThat(b.edge().output()).contains(" nudging peers=1");
    }
  }

  private boolean isInSession() {
    return b.edge()
        .status()
        .lines()
        .filter(line -> line.contains(a.name()))
        .anyMatch(line -> line.contains("relayed") || line.contains("direct"));
  }

  private Optional<String> call() {
    return OpenPorts.failure(a.box().pod(), b.box().podAddress(), PORT, PATIENCE);
  }

  private String way(String address) {
    return a.box().command("ip", "route", "get", address).run();
  }
}
