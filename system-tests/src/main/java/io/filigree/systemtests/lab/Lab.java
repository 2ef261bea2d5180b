package io.filigree.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An internet with sites, in namespaces whose names start with {@code fg} and four hex digits of
 * this run. Closing it ends every process inside and removes every namespace, address and file it
 * made; a shutdown hook does so too when the run is interrupted.
 */
public final class Lab implements AutoCloseable {

  // A name of an interface has at most 15 characters.
  private final String prefix =
      "fg" + HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt(1 << 16));
  private final Deque<SiteBox> sites = new ArrayDeque<>();
  private final Deque<NatRouter> routers = new ArrayDeque<>();
  private final Deque<Runnable> endings = new ArrayDeque<>();
  private final Thread onInterrupt = new Thread(this::removeEverything, "remove " + prefix);
  private final Path directory;
  private final Internet internet;
  private int built;
  private boolean removed;

  private Lab() throws IOException {
    directory = Files.createTempDirectory(prefix + "-");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    internet = Internet.planned(prefix);
  }

  /**
   * A lab with an internet and no site.
   *
   * @throws IllegalStateException if this machine cannot hold one, with the reason
   */
  public static Lab open() {
    Requirements.check().ifPresent(Lab::refuse);
    try {
      Lab lab = new Lab();
      lab.connect();
      return lab;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuse(String reason) {
    throw new IllegalStateException(reason);
  }

  private synchronized void connect() {
    checkOpen();
    try {
      internet.build();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Builds a store: gateway, pod network, pod and line to the internet. Nothing of ours in it. */
  public synchronized SiteBox build(SitePlan plan) {
    return build(plan, Families.V4);
  }

  /** The same with a line that brings these kinds of addresses. */
  synchronized SiteBox build(SitePlan plan, Families families) {
    return build(plan, internet.line(built++, families));
  }

  /** Builds a store whose gateway has no public address: it is behind that router. */
  public synchronized SiteBox buildBehind(NatRouter router, SitePlan plan) {
    return build(plan, router.nextLine());
  }

  private SiteBox build(SitePlan plan, Uplink uplink) {
    checkOpen();
    SiteBox site = new SiteBox(plan, prefix, uplink, directory.resolve(plan.name()));
    sites.push(site);
    site.build();
    return site;
  }

  /** Gives a store on the internet a second uplink, {@code eth1}. */
  public synchronized void secondUplink(SiteBox site) {
    checkOpen();
    internet.attachSecond(site.gateway(), built++);
  }

  /** Builds a router that sites can be put behind. */
  public synchronized NatRouter router(NatRouter.Kind kind) {
    return router(kind, NatRouter.HOME, internet.line(built, Families.V4));
  }

  /** Builds a router whose own address is behind the NAT of a carrier. */
  synchronized NatRouter routerBehindCarrier() {
    NatRouter carrier =
        router(NatRouter.Kind.PLAIN, NatRouter.CARRIER, internet.line(built, Families.V4));
    return router(NatRouter.Kind.PLAIN, NatRouter.HOME, carrier.nextLine());
  }

  private NatRouter router(NatRouter.Kind kind, String net, Uplink uplink) {
    checkOpen();
    NetworkNamespace namespace = new NetworkNamespace(prefix + "-nat" + built++);
    NatRouter router = new NatRouter(namespace, kind, net, uplink);
    routers.push(router);
    router.build();
    return router;
  }

  /** The router that was built last. */
  synchronized NatRouter newestRouter() {
    return routers.getFirst();
  }

  /**
   * A server at that port of {@link #hostAddress} can be reached from the site, though the site has
   * no IPv4 and the host nothing else.
   */
  public synchronized void translate(SiteBox site, int port) {
    checkOpen();
    endings.push(Translator.in(site.gateway(), hostAddress(), port)::remove);
  }

  /**
   * The site loses power and boots: what runs there ends, interfaces, routes, rules and {@code
   * /run} are gone, its disk is not. Whoever answered probes there must be asked to again.
   */
  public synchronized void reboot(SiteBox site) {
    checkOpen();
    site.reboot();
  }

  /** Puts somebody on the internet who belongs to no site; a lab has one at most. */
  public synchronized Outsider outsider(int addresses) {
    checkOpen();
    NetworkNamespace namespace = new NetworkNamespace(prefix + "-out");
    endings.push(namespace::remove);
    namespace.create();
    return new Outsider(namespace, internet.attachOutsider(namespace, addresses));
  }

  private void checkOpen() {
    if (removed) {
      throw new IllegalStateException(prefix + " is closed");
    }
  }

  /** Takes one site away, as a fire would. */
  public synchronized void demolish(SiteBox site) {
    sites.remove(site);
    site.remove();
  }

  /** The address at which sites reach a server in the host's own namespace. */
  public String hostAddress() {
    return internet.hostAddress();
  }

  /** What every name of this run starts with. */
  public String prefix() {
    return prefix;
  }

  /** A folder that goes with the lab. */
  public Path directory() {
    return directory;
  }

  /** Does this too when the lab closes, before the sites go; last come, first served. */
  public synchronized void onClose(Runnable ending) {
    endings.push(ending);
  }

  @Override
  public void close() {
    removeEverything();
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException alreadyEnding) {
      // The hook runs or has run; it finds nothing left to do.
    }
  }

  private synchronized void removeEverything() {
    if (removed) {
      return;
    }
    removed = true;
    endings.forEach(Runnable::run);
    sites.forEach(SiteBox::remove);
    routers.forEach(NatRouter::remove);
    internet.remove();
    Folder.delete(directory);
  }
}
