package io.filigree.systemtests.relay;

import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.NatRouter;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Probes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A lab with a relay and sites that know nothing of each other but keys and the relay's address.
 * Closing it ends and removes all of it.
 */
public final class RelayStage implements AutoCloseable {

  private static final Duration ATTACHED = Duration.ofSeconds(15);
  private static final int KEEPALIVE = 25;
  private static final int RELAY_NUMBER = 90;

  private final Lab lab;
  private final Probes probes = new Probes();
  private final RelayProcess relay;
  private final List<RelaySite> sites = new ArrayList<>();

  private RelayStage(Lab lab) {
    this.lab = lab;
    SiteBox box = lab.build(SitePlan.store("relay", RELAY_NUMBER));
    probes.answerIn(box.gateway());
    this.relay = new RelayProcess(box);
  }

  public static RelayStage open() {
    Lab lab = Lab.open();
    try {
      return new RelayStage(lab);
    } catch (RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  /** A site behind a router of its own. */
  public RelaySite behind(NatRouter.Kind kind, String name) {
    return behind(lab.router(kind), name);
  }

  /** A site behind that router. */
  public RelaySite behind(NatRouter router, String name) {
    return add(lab.buildBehind(router, plan(name)), Optional.of(router));
  }

  /** A site with a public address. */
  public RelaySite outside(String name) {
    return add(lab.build(plan(name)), Optional.empty());
  }

  private SitePlan plan(String name) {
    return SitePlan.store(name, 40 + sites.size());
  }

  private RelaySite add(SiteBox box, Optional<NatRouter> router) {
    Tunnel tunnel = Tunnel.up(box, "10.99.0." + (10 + sites.size()));
    probes.answerIn(box.gateway());
    RelaySite site = new RelaySite(tunnel, router, relay);
    sites.add(site);
    return site;
  }

  /** Starts the relay for all sites there are, and waits until they are attached to it. */
  public void attachAll() {
    serveAll();
    relay.start();
    sites.forEach(site -> site.attach(KEEPALIVE));
    awaitAttached();
  }

  /** Tells the relay of all sites there are. */
  public void serveAll() {
    relay.serve(sites.stream().map(RelaySite::guest).toList());
  }

  public void awaitAttached() {
    if (!Wait.upTo(ATTACHED, () -> relay.attached() == sites.size())) {
      throw new IllegalStateException("not all attached: " + relay.output());
    }
  }

  public Lab lab() {
    return lab;
  }

  public Probes probes() {
    return probes;
  }

  public RelayProcess relay() {
    return relay;
  }

  /** Probes between these two, both ways, beside a control to the relay's machine. */
  public void startProbes(RelaySite one, RelaySite other) {
    addProbe(one, other);
    addProbe(other, one);
    startControlled(one);
  }

  /** Probes from one to the other, which only answers; beside a control. */
  public void startProbesOneWay(RelaySite from, RelaySite to) {
    addProbe(from, to);
    startControlled(from);
  }

  private void startControlled(RelaySite site) {
    probes.addControl(site.box().gateway(), "0.0.0.0", relay.box().publicAddress());
    probes.start();
  }

  private void addProbe(RelaySite from, RelaySite to) {
    probes.add(from + " to " + to, from.box().gateway(), from.address(), to.address());
  }

  @Override
  public void close() {
    probes.close();
    lab.close();
  }
}
