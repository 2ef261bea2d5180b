package io.filigree.systemtests.relay;

import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Topology;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A mesh with one relay, which every site can reach: it has both kinds of addresses.
 *
 * @param relay has joined and runs
 */
public record RelayedMesh(Mesh mesh, MeshRelay relay) {

  private static final Duration ATTACHED = Duration.ofSeconds(60);
  private static final int NUMBER = 90;

  /** More that start together would only wait for each other's processor. */
  private static final int AT_ONCE = 4;

  /** The ways that a packet between two sites can take. */
  public enum Way {
    DIRECT,
    RELAYED,
    /** The two ends differ, or one has no endpoint at all. */
    UNCLEAR;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Makes the mesh; a box for its relay is built, which joins and runs. */
  public static RelayedMesh on(Stage stage, String name) {
    Mesh mesh = stage.mesh(name);
    SitePlan plan = SitePlan.store("relay", NUMBER);
    Store box = stage.buildIn(Topology.DUAL_STACK, List.of(plan)).getFirst();
    MeshRelay relay = new MeshRelay(box.box());
    relay.join(mesh.relayToken(), "relay-1").start();
    return new RelayedMesh(mesh, relay);
  }

  /** These stores join and run; returns when the relay serves them all and all know of all. */
  public void join(List<Store> stores) {
    for (int next = 0; next < stores.size(); next += AT_ONCE) {
      Stage.start(stores.subList(next, Math.min(next + AT_ONCE, stores.size())), mesh::token);
    }
    if (!Wait.upTo(ATTACHED, () -> relay.attached() == stores.size() && know(stores))) {
      throw new IllegalStateException(
          "attached to the relay: "
              + relay.attached()
              + " of "
              + stores.size()
              + "\n"
              + logs(stores));
    }
  }

  /** Takes the relay and its box away, and these stores, as a fire would. */
  public void demolish(Stage stage, List<Store> stores) {
    relay.kill();
    stores.forEach(stage::demolish);
    stage.lab().demolish(relay.box());
  }

  private boolean know(List<Store> stores) {
    String cursor = mesh.cursor();
    return stores.stream()
        .allMatch(store -> store.edge().cursor().filter(cursor::equals).isPresent());
  }

  private static String logs(List<Store> stores) {
    return String.join(
        "\n", stores.stream().map(store -> store + ": " + store.edge().lastWords()).toList());
  }

  /** The way that WireGuard at both ends uses. */
  public Way taken(Pair pair) {
    boolean there = isRelay(pair.endpoint());
    if (there != isRelay(pair.back().endpoint()) || pair.endpoint().equals("none")) {
      return Way.UNCLEAR;
    }
    return there ? Way.RELAYED : Way.DIRECT;
  }

  /** Whether both ends use that way and say so in their status. */
  public boolean takes(Pair pair, Way way) {
    return taken(pair) == way
        && pair.path().equals(way.toString())
        && pair.back().path().equals(way.toString());
  }

  private boolean isRelay(String endpoint) {
    return relay.box().openEndpoints(MeshRelay.PORT).contains(endpoint);
  }

  /** What each of the two says and what WireGuard has there, for who asks why. */
  public static String told(Pair pair) {
    return "%s by %s, back %s by %s"
        .formatted(pair.path(), pair.endpoint(), pair.back().path(), pair.back().endpoint());
  }
}
