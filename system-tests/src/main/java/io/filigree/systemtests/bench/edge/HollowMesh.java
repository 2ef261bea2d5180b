package io.filigree.systemtests.bench.edge;

import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.Link;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.Selector;
import io.filigree.protocol.name.SiteId;
import io.filigree.systemtests.hollow.CoordinatorDouble;
import io.filigree.systemtests.hollow.HollowSite;
import io.filigree.systemtests.hollow.Listing;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.system.Edge;
import io.filigree.systemtests.system.WireGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A mesh with one real client in a lab of its own and, beside it, sites that exist only as
 * documents. The client has joined, started once and come to rest; it does not run yet.
 */
final class HollowMesh implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Routed to nobody: handshakes to it end at the lab's router. */
  private static final String NOWHERE = "198.51.100.";

  private final Lab lab = Lab.open();
  private final CoordinatorDouble coordinator;
  private final List<HollowSite> hollow;
  private final List<SiteId> ids;
  private final int linked;
  private final SiteBox box;
  private final Edge edge;

  private HollowMesh(int sites, int linked) {
    this.linked = linked;
    this.coordinator =
        CoordinatorDouble.at(
            lab.hostAddress(), lab.directory(), sites == linked ? Links.all() : links());
    lab.onClose(coordinator::close);
    this.hollow =
        IntStream.range(0, sites).parallel().mapToObj(i -> new HollowSite("store-" + i)).toList();
    this.ids = coordinator.enrol(IntStream.range(0, sites).mapToObj(this::listing).toList());
    this.box = lab.build(SitePlan.store("shop", 42));
    this.edge = Edge.withClassArchives(box, lab.directory());
  }

  /** A mesh of so many hollow sites, all of them peers of the client. */
  static HollowMesh of(int sites) {
    return of(sites, sites);
  }

  /** A mesh of so many hollow sites, of which the first few are peers of the client. */
  static HollowMesh of(int sites, int linked) {
    HollowMesh mesh = new HollowMesh(sites, linked);
    try {
      mesh.prepare();
      return mesh;
    } catch (RuntimeException e) {
      mesh.close();
      throw e;
    }
  }

  private static Links links() {
    Selector shop = Selector.parse("site=shop");
    Selector stores = Selector.parse("tier=store");
    return new Links(
        List.of(
            new Link(Selector.parse("tier=warehouse"), stores),
            new Link(shop, Selector.parse("region=north,tier=warehouse"))));
  }

  private Listing listing(int i) {
    Map<String, String> labels =
        Map.of(
            "region", i < linked ? "north" : "south", "tier", i < linked ? "warehouse" : "store");
    return new Listing(
        hollow.get(i),
        Labels.of(labels),
        "10." + (64 + i / 256) + "." + i % 256 + ".0/24",
        endpoint(i, 51_871));
  }

  static String endpoint(int i, int port) {
    return NOWHERE + (1 + i % 250) + ":" + port;
  }

  // The first run makes the class archive when it ends, as a box's first run does.
  private void prepare() {
    inMemory(box.run());
    inMemory(box.directory().resolve("edge.log"));
    edge.join(coordinator.token());
    run();
    edge.stop();
  }

  /** On a box /run is memory, and the log is the journal's: neither is the client's disk. */
  private void inMemory(Path path) {
    Path memory = Path.of("/dev/shm", lab.prefix() + "-" + path.getFileName());
    lab.onClose(() -> Folder.delete(memory));
    try {
      if (Files.isDirectory(path)) {
        Folder.delete(path);
        Files.createDirectories(memory.resolve("wireguard"));
      } else {
        Files.createFile(memory);
      }
      Files.createSymbolicLink(path, memory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the client and waits until all peers are applied. */
  void run() {
    LogWatch log = log();
    edge.run();
    log.await("started", PATIENCE);
    requirePeers();
  }

  /** The truth is what WireGuard says, whatever the log says. */
  void requirePeers() {
    if (!Wait.upTo(PATIENCE, () -> WireGuard.peers(box).size() == linked)) {
      throw new IllegalStateException(
          WireGuard.peers(box).size() + " of " + linked + " peers are configured");
    }
  }

  /** What the client logs from now on. */
  LogWatch log() {
    return LogWatch.from(box.directory().resolve("edge.log"));
  }

  CoordinatorDouble coordinator() {
    return coordinator;
  }

  HollowSite hollow(int i) {
    return hollow.get(i);
  }

  SiteId id(int i) {
    return ids.get(i);
  }

  SiteBox box() {
    return box;
  }

  Edge edge() {
    return edge;
  }

  @Override
  public void close() {
    lab.close();
  }
}
