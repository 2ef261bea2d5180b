package io.filigree.systemtests.system;

import io.filigree.systemtests.lab.Ground;
import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.NatRouter;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Together;
import io.filigree.systemtests.lab.Topology;
import io.filigree.systemtests.measure.Probes;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * A lab with a coordinator in the host's namespace: everything that a mesh needs but the stores.
 * Closing it ends and removes all of it.
 */
public final class Stage implements AutoCloseable {

  private final Lab lab;
  private final Probes probes = new Probes();
  private final Coordinator coordinator;
  private final Operator operator;

  private Stage(Lab lab, Coordinator coordinator, Operator operator) {
    this.lab = lab;
    this.coordinator = coordinator;
    this.operator = operator;
  }

  /** Sets it up, with a coordinator on empty data. */
  public static Stage open(Path data, Coordinator.Ports ports) {
    Lab lab = Lab.open();
    try {
      Coordinator coordinator = Coordinator.start(data, ports);
      lab.onClose(coordinator::close);
      coordinator.awaitReady();
      return new Stage(lab, coordinator, Operator.first(coordinator));
    } catch (RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  /** Makes a mesh whose edges find the coordinator in this lab. */
  public Mesh mesh(String name) {
    return operator.createMesh(name, coordinator.url(lab.hostAddress()));
  }

  /** Builds a store whose gateway and pod answer probes. It has not joined anything. */
  public Store build(SitePlan plan) {
    SiteBox box = answering(lab.build(plan));
    return new Store(box, Edge.at(box));
  }

  /** The same behind that router; nobody can reach it there. */
  public Store buildBehind(NatRouter router, SitePlan plan) {
    SiteBox box = answering(lab.buildBehind(router, plan));
    return new Store(box, Edge.at(box));
  }

  /** Builds stores beside each other in that topology. They have not joined anything. */
  public List<Store> buildIn(Topology topology, List<SitePlan> plans) {
    Ground ground = topology.in(lab);
    return plans.stream().map(plan -> buildOn(ground, plan)).toList();
  }

  private Store buildOn(Ground ground, SitePlan plan) {
    SiteBox box = answering(ground.build(plan));
    if (!box.hasIpv4()) {
      lab.translate(box, coordinator.ports().https());
    }
    return new Store(box, Edge.at(box));
  }

  private SiteBox answering(SiteBox box) {
    probes.answerIn(box.gateway());
    probes.answerIn(box.pod());
    return box;
  }

  /** Builds stores that join the mesh and run, all at once. */
  public List<Store> stores(Mesh mesh, List<SitePlan> plans) {
    return stores(mesh::token, plans);
  }

  /** Builds stores that join with a token each and run, all at once. */
  public List<Store> stores(UnaryOperator<String> tokenFor, List<SitePlan> plans) {
    List<Store> stores = plans.stream().map(this::build).toList();
    start(stores, tokenFor);
    return stores;
  }

  /** These stores join with a token each and run, all at once. */
  public static void start(List<Store> stores, UnaryOperator<String> tokenFor) {
    Together.all(
        stores.stream().map(store -> joining(store, tokenFor.apply(store.name()))).toList());
  }

  private static Callable<Edge> joining(Store store, String token) {
    return () -> store.edge().join(token).run();
  }

  /** Takes a store away, as a fire would. */
  public void demolish(Store store) {
    store.edge().kill();
    lab.demolish(store.box());
  }

  public Lab lab() {
    return lab;
  }

  public Probes probes() {
    return probes;
  }

  public Coordinator coordinator() {
    return coordinator;
  }

  public Operator operator() {
    return operator;
  }

  @Override
  public void close() {
    probes.close();
    lab.close();
  }
}
