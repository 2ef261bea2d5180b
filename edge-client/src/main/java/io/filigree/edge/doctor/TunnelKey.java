package io.filigree.edge.doctor;

import io.filigree.edge.plan.ActualDevice;
import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.List;
import java.util.Optional;

/** WireGuard holds another private key than this site's, or none. */
final class TunnelKey implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    Optional<ActualDevice> device = patient.actual().device();
    WireGuardPublicKey ours = mesh.desired().privateKey().publicKey();
    if (device.isEmpty() || device.get().publicKey().equals(Optional.of(ours))) {
      return List.of();
    }
    boolean none = device.get().publicKey().isEmpty();
    return List.of(
        Finding.broken(
            none ? "private-key-missing" : "private-key-other",
            none
                ? patient.name() + " has no private key"
                : patient.name() + " has another private key than this site's",
            "every peer takes this machine for a stranger",
            patient.healing()));
  }
}
