package io.filigree.edge.doctor;

import io.filigree.edge.plan.PeerView;
import java.util.List;

/** Host names of peers that give no address here. */
final class NamesUnresolved implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    return mesh.view().peers().stream()
        .flatMap(peer ->
            Endpoints.names(List.of(peer)).stream().map(name -> finding(peer, name, patient)))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Finding> finding(PeerView peer, String name, Patient patient) {
    return patient.heard().unresolved().contains(name)
        ? List.of(
            Finding.warning(
                "endpoint-unresolved",
                "%s, where %s says it is, does not resolve".formatted(name, Meshed.name(peer)),
                "this site cannot call it, and goes on with the address it last had, if any",
                "getent ahosts " + name))
        : List.of();
  }
}
