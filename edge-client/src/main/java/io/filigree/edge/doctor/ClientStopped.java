package io.filigree.edge.doctor;

import java.util.List;

/** {@code filigree run} is not at work. */
final class ClientStopped implements Check.OfSite {

  @Override
  public List<Finding> look(Patient patient, Joined joined) {
    return joined.runs()
        ? List.of()
        : List.of(
            Finding.broken(
                "run-not-running",
                "filigree run is not running",
                "tunnels stay up as they are, but nothing follows the mesh or heals by itself",
                "filigree run"));
  }
}
