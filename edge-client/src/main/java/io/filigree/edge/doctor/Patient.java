package io.filigree.edge.doctor;

import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.InterfaceName;
import java.time.Instant;
import java.util.Optional;

/**
 * A machine as it was read for one examination.
 *
 * @param machine for what only one check wants to know
 * @param now its clock
 * @param name the mesh interface
 * @param port WireGuard's UDP port
 * @param actual what {@code run} would see
 * @param heard what the network told
 * @param joined empty on a box that is no site, or whose state cannot be read
 */
public record Patient(
    Machine machine,
    Instant now,
    InterfaceName name,
    int port,
    ActualState actual,
    Heard heard,
    Optional<Joined> joined) {

  /** Whether interfaces and routes could be read at all. */
  boolean networkSeen() {
    return actual.failures().isEmpty();
  }

  /** Whether there is an interface, up, so that what hangs on it is worth looking at. */
  boolean linkUp() {
    return actual.link().filter(link -> link.up()).isPresent();
  }

  /** For what {@code run} mends by itself within 30 s: if it runs and did not, it says why. */
  String healing() {
    return joined.filter(Joined::runs).isPresent() ? "filigree status" : "filigree run";
  }
}
