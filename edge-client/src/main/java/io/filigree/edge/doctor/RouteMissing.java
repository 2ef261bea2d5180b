package io.filigree.edge.doctor;

import io.filigree.protocol.net.Cidr;
import java.util.List;
import java.util.stream.Collectors;

/** Routes into the mesh interface that are not there. */
final class RouteMissing implements Check.OfMesh {
  /** What a person pastes is kept short; the rest is the same. */
  private static final int PASTED = 3;

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    List<Cidr> missing =
        mesh.remote().stream()
            .filter(range -> !patient.actual().routes().containsKey(range))
            .sorted()
            .toList();
    if (missing.isEmpty() || !patient.networkSeen() || !patient.linkUp()) {
      return List.of();
    }
    return List.of(
        Finding.broken(
            "route-missing",
            "no route to " + Few.of(missing) + " by " + patient.name(),
            "what is sent to "
                + mesh.owner(missing.getFirst())
                + " leaves by another way, in clear",
            missing.stream()
                .limit(PASTED)
                .map(range ->
                    "ip route replace %s dev %s proto 171".formatted(range, patient.name()))
                .collect(Collectors.joining("; "))));
  }
}
