package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.relay.MeshRelay;
import io.filigree.systemtests.system.Archives;
import io.filigree.systemtests.system.Coordinator;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Stores with real edge clients, which decide by themselves, in a mesh with relays. Closing it ends
 * and removes all of it.
 */
final class PathsMesh implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int FIRST_RELAY = 90;
  private static final int FIRST_STORE = 42;

  private final Stage stage;
  private final Mesh mesh;
  private final List<MeshRelay> relays = new ArrayList<>();
  private final List<Store> stores = new ArrayList<>();

  private PathsMesh(Stage stage) {
    this.stage = stage;
    this.mesh = stage.mesh("paths");
  }

  /** With relays that serve. */
  static PathsMesh open(int relays) {
    Path data = Archives.root().resolve("data").resolve("bench");
    Folder.delete(data);
    Stage stage = Stage.open(data, Coordinator.Ports.free());
    try {
      PathsMesh mesh = new PathsMesh(stage);
      for (int i = 0; i < relays; i++) {
        mesh.addRelay("relay-" + (i + 1), FIRST_RELAY + i);
      }
      return mesh;
    } catch (RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  private void addRelay(String name, int number) {
    MeshRelay relay = new MeshRelay(stage.lab().build(SitePlan.store(name, number)));
    stage.lab().onClose(relay::kill);
    stage.probes().answerIn(relay.box().gateway());
    relays.add(relay.join(mesh.relayToken(), name).start());
  }

  /** A store that everybody reaches. */
  Store open(String name) {
    return joined(stage.build(plan(name)));
  }

  /** A store behind a router of its own. */
  Store behind(Kind kind, String name) {
    return joined(stage.buildBehind(stage.lab().router(kind), plan(name)));
  }

  private SitePlan plan(String name) {
    return SitePlan.store(name, FIRST_STORE + stores.size());
  }

  private Store joined(Store store) {
    store.edge().join(mesh.token(store.name())).run();
    stores.add(store);
    return store;
  }

  /** Waits until every store is attached to every relay. */
  void awaitAttached() {
    for (MeshRelay relay : relays) {
      await(
          "all are attached to " + relay.endpoint(MeshRelay.PORT),
          () -> relay.attached() == stores.size());
    }
  }

  void await(String what, BooleanSupplier condition) {
    if (!Wait.upTo(PATIENCE, condition)) {
      throw new IllegalStateException("it is not so that " + what + "\n" + logs());
    }
  }

  private String logs() {
    return String.join(
        "\n", stores.stream().map(store -> store + ":\n" + store.edge().output()).toList());
  }

  /** The one through which the first sends to the second. */
  MeshRelay inUse(Store from, Store to) {
    String endpoint = new Pair(from, to).endpoint();
    return relays.stream()
        .filter(relay -> relay.endpoint(MeshRelay.PORT).equals(endpoint))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no relay in use, but " + endpoint));
  }

  /** An operator removes it; it runs on. */
  void remove(MeshRelay relay) {
    mesh.removeRelay(relay.box().name());
  }

  Stage stage() {
    return stage;
  }

  /** Starts probes between the pods of the two, both ways, beside a control past all tunnels. */
  void startProbes(Store one, Store other) {
    for (Pair pair : List.of(new Pair(one, other), new Pair(other, one))) {
      Ping way = pair.pods();
      stage.probes().add(pair.toString(), way.from(), way.source(), way.target());
    }
    startControlled(one);
  }

  private void startControlled(Store store) {
    String past = relays.getLast().box().publicAddress();
    stage.probes().addControl(store.box().gateway(), "0.0.0.0", past);
    stage.probes().start();
  }

  /** Only the one sends, for so long. */
  ProbeReport from(Store one, Store other, long millis) {
    Ping way = new Pair(one, other).pods();
    stage.probes().add("first word", way.from(), way.source(), way.target());
    startControlled(one);
    Pause.millis(millis);
    return stage.probes().stop();
  }

  /** Something is done while both send. */
  ProbeReport under(Store one, Store other, Runnable what, long millisAfter) {
    startProbes(one, other);
    Pause.millis(1000);
    what.run();
    Pause.millis(millisAfter);
    return stage.probes().stop();
  }

  /**
   * By how much what is made, so many times, lengthens the gaps of two that both send, in seconds.
   *
   * @param made given the number of the run, from 0 on
   * @param mended afterwards, likewise
   */
  List<Double> gaps(int runs, Store one, Store other, IntConsumer made, IntConsumer mended) {
    List<Double> gaps = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      int run = i;
      await("they reach each other", () -> new Pair(one, other).pods().answered());
      gaps.add(under(one, other, () -> made.accept(run), 4_000).excessGap() / 1e3);
      mended.accept(run);
    }
    return gaps;
  }

  @Override
  public void close() {
    stage.close();
  }
}
