package io.filigree.edge.doctor;

import io.filigree.edge.host.Outcome;
import io.filigree.edge.plan.InterfaceAddress;
import java.util.List;

/** The mesh interface: there, up, WireGuard's, and with its addresses. */
final class TunnelInterface implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    if (!patient.networkSeen()) {
      return List.of();
    }
    if (patient.actual().link().isEmpty()) {
      return List.of(
          Finding.broken(
              "interface-missing",
              "there is no interface " + patient.name(),
              "without it this site is not in the mesh at all",
              patient.healing()));
    }
    if (patient.actual().device().isEmpty()) {
      return foreign(patient);
    }
    return patient.linkUp() ? addresses(patient, mesh) : List.of(down(patient));
  }

  private static Finding down(Patient patient) {
    return Finding.broken(
        "interface-down",
        "the interface " + patient.name() + " is down",
        "nothing goes through it, and its routes are gone with it",
        "ip link set dev " + patient.name() + " up");
  }

  /** {@code wg} says nothing of it: because we may not ask, or because it is something else. */
  private static List<Finding> foreign(Patient patient) {
    Outcome asked = patient.machine().run("wg", "show", patient.name().value(), "dump");
    boolean forbidden = asked.err().contains("not permitted") || asked.err().contains("denied");
    if (forbidden || asked.missing() || asked.ok()) {
      patient.machine().notSeen("WireGuard: " + asked.reason());
      return List.of();
    }
    return List.of(
        Finding.broken(
            "interface-foreign",
            "the interface " + patient.name() + " is not WireGuard's",
            "somebody else has taken the name, so filigree cannot make its tunnel",
            "ip link delete dev " + patient.name() + "; " + patient.healing()));
  }

  private static List<Finding> addresses(Patient patient, Meshed mesh) {
    List<InterfaceAddress> missing =
        mesh.desired().addresses().stream()
            .filter(address -> !Links.has(patient, address))
            .toList();
    return missing.stream()
        .map(address ->
            Finding.broken(
                "address-missing",
                patient.name() + " has lost its address " + address,
                "this gateway has no address of its own in the mesh: it is not reached, nor answered",
                "ip address add " + address + " dev " + patient.name()))
        .toList();
  }
}
