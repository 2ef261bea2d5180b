package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.hollow.CoordinatorDouble;
import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.NetworkNamespace;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Together;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.measure.Probes;
import io.filigree.systemtests.system.Edge;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Stores in a lab of their own, meshed by a coordinator double: quick to set up, and the
 * coordinator changes whatever an act wants changed. Closing it ends and removes all of it.
 */
final class Shops implements AutoCloseable {

  private static final Duration MESHED = Duration.ofSeconds(60);

  private final Lab lab;
  private final Probes probes = new Probes();
  private final CoordinatorDouble coordinator;

  private Shops(Lab lab) {
    this.lab = lab;
    this.coordinator = CoordinatorDouble.at(lab.hostAddress(), lab.directory());
    lab.onClose(coordinator::close);
  }

  static Shops open() {
    Lab lab = Lab.open();
    try {
      return new Shops(lab);
    } catch (RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  /** Builds these stores; they join and run, and every pod is answered by every other. */
  List<Store> meshed(List<SitePlan> plans) {
    List<Store> stores = plans.stream().map(this::build).toList();
    Together.all(stores.stream().map(this::joining).toList());
    awaitPods(stores);
    return stores;
  }

  /** Builds a store whose gateway and pod answer probes. It has not joined anything. */
  Store build(SitePlan plan) {
    SiteBox box = lab.build(plan);
    answerProbes(box);
    return new Store(box, Edge.at(box));
  }

  private void answerProbes(SiteBox box) {
    probes.answerIn(box.gateway());
    probes.answerIn(box.pod());
  }

  void answersProbes(NetworkNamespace machine) {
    probes.answerIn(machine);
  }

  private Callable<Edge> joining(Store store) {
    return () -> store.edge().join(coordinator.token()).run();
  }

  private static void awaitPods(List<Store> stores) {
    List<Pair> pairs = Pair.of(stores);
    if (!Wait.upTo(MESHED, () -> pairs.stream().allMatch(pair -> pair.pods().answered()))) {
      throw new IllegalStateException("the stores did not mesh:\n" + logs(stores));
    }
  }

  private static String logs(List<Store> stores) {
    return String.join("\n", stores.stream().map(s -> s + ":\n" + s.edge().output()).toList());
  }

  /** The box loses power and boots; nothing of ours runs there yet. */
  void reboot(Store store) {
    store.edge().kill();
    lab.reboot(store.box());
    answerProbes(store.box());
  }

  /** Will send at 100 Hz both ways between all of these pods. */
  Probes probing(List<Store> stores) {
    for (Pair pair : Pair.of(stores)) {
      Ping way = pair.pods();
      probes.add(pair.toString(), way.from(), way.source(), way.target());
    }
    return probes;
  }

  Lab lab() {
    return lab;
  }

  CoordinatorDouble coordinator() {
    return coordinator;
  }

  @Override
  public void close() {
    probes.close();
    lab.close();
  }
}
