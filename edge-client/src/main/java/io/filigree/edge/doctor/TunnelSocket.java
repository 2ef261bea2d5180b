package io.filigree.edge.doctor;

import io.filigree.edge.host.Printed;
import java.util.List;
import java.util.Optional;

/**
 * A socket of wireguard-go's beside an interface that is not its own: {@code wg} prefers the socket
 * and would read and change another interface than the one that carries the traffic.
 */
final class TunnelSocket implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    String socket = "/run/wireguard/" + patient.name() + ".sock";
    if (!patient.networkSeen() || !patient.machine().exists(socket)) {
      return List.of();
    }
    if (patient.actual().link().isEmpty()) {
      return List.of(
          Finding.warning(
              "stale-socket",
              "wireguard-go died and left its socket " + socket,
              "a new interface of the same name may be refused, or be taken for the old one",
              "rm -f " + socket + "; " + patient.healing()));
    }
    return kind(patient).filter("wireguard"::equals).isPresent()
        ? List.of(
            Finding.broken(
                "two-owners",
                "%s is the kernel's, and %s belongs to a wireguard-go"
                    .formatted(patient.name(), socket),
                "wg talks to that wireguard-go, so filigree changes the wrong tunnel",
                "rm -f " + socket + "; " + patient.healing()))
        : List.of();
  }

  private static Optional<String> kind(Patient patient) {
    String name = patient.name().value();
    return patient
        .machine()
        .seeObjects("interface", "ip", "-j", "-d", "link", "show", "dev", name)
        .stream()
        .flatMap(link -> link.member("linkinfo").stream())
        .flatMap((Printed info) -> info.text("info_kind").stream())
        .findFirst();
  }
}
