package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.system.WireGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code wg setconf} and {@code ip -batch} themselves take for the peers and routes of a site:
 * nothing that uses them can be faster.
 */
final class PlainTools {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SiteBox box;
  private final Path configuration;
  private final String routes;

  private PlainTools(SiteBox box, Path configuration, String routes) {
    this.box = box;
    this.configuration = configuration;
    this.routes = routes;
  }

  /** With what the site's interface has now. */
  static PlainTools of(SiteBox box) {
    Path file = box.directory().resolve("plain.conf");
    Folder.write(file, box.command("wg", "showconf", WireGuard.INTERFACE).run());
    return new PlainTools(box, file, batch(meshRoutes(box)));
  }

  private static String batch(List<String> routes) {
    return routes.stream().map(route -> "route add " + route + "\n").collect(Collectors.joining());
  }

  private static List<String> meshRoutes(SiteBox box) {
    return box.command("ip", "route", "show", "dev", WireGuard.INTERFACE)
        .run()
        .lines()
        .map(route -> route.substring(0, route.indexOf(' ')) + " dev " + WireGuard.INTERFACE)
        .toList();
  }

  /** Takes the interface away, as a reboot does, and waits for the end of who served it. */
  void removeInterface() {
    box.command("ip", "link", "delete", WireGuard.INTERFACE).attempt();
    Path socket = box.run().resolve("wireguard").resolve(WireGuard.INTERFACE + ".sock");
    if (!Wait.upTo(PATIENCE, () -> Files.notExists(socket))) {
      throw new IllegalStateException("wireguard-go does not end: " + socket);
    }
  }

  /** Configures an empty interface by hand and says how long the tools took. */
  double seconds() {
    box.command("wireguard-go", WireGuard.INTERFACE).run();
    long start = System.nanoTime();
    box.command("wg", "setconf", WireGuard.INTERFACE, configuration.toString()).run();
    long half = System.nanoTime();
    box.command("ip", "link", "set", WireGuard.INTERFACE, "up").run();
    long up = System.nanoTime();
    box.command("ip", "-batch", "-").reading(routes).run();
    return (half - start + System.nanoTime() - up) / 1e9;
  }

  void requireRoutes(int least) {
    int found = meshRoutes(box).size();
    if (found < least) {
      throw new IllegalStateException(found + " routes instead of " + least);
    }
  }
}
