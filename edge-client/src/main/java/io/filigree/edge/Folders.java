package io.filigree.edge;

import java.nio.file.Path;
import java.util.Set;

/**
 * Where the client keeps things.
 *
 * @param state what must outlive a reboot: keys, enrolment, the last known good peer list
 * @param run what lives as long as the machine is up; best in memory
 */
record Folders(Path state, Path run) {

  static final Set<String> OPTIONS = Set.of("--state-dir", "--run-dir");

  static Folders of(Arguments arguments) {
    return new Folders(
        Path.of(arguments.value("--state-dir").orElse("/var/lib/filigree")),
        Path.of(arguments.value("--run-dir").orElse("/run/filigree")));
  }

  Path statusFile(String interfaceName) {
    return run.resolve(interfaceName + ".status.json");
  }

  /** What a relay keeps. A folder of its own: a site's client may run on the same machine. */
  Path relay() {
    return state.resolve("relay");
  }

  Path relayStatus() {
    return run.resolve("relay.status.json");
  }

  /** The peer list in wg-quick's format, so that the site can be run without Filigree. */
  Path wireGuardConfiguration(String interfaceName) {
    return state.resolve(interfaceName + ".conf");
  }
}
