package io.filigree.edge.doctor;

import io.filigree.edge.plan.ActualLink;
import io.filigree.edge.plan.Difference;
import java.util.List;
import java.util.Optional;

/** The interface's MTU does not fit the way out of this machine. */
final class TunnelMtu implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    int fits = Difference.innerMtu(patient.actual().underlayMtu());
    Optional<Integer> mtu = patient.actual().link().map(ActualLink::mtu);
    if (mtu.isEmpty() || mtu.get() == fits) {
      return List.of();
    }
    String fix = "ip link set dev " + patient.name() + " mtu " + fits;
    return List.of(
        mtu.get() > fits
            ? Finding.broken(
                "mtu-too-large",
                "%s has MTU %d, and packets of %d fit".formatted(patient.name(), mtu.get(), fits),
                "small packets pass and large ones vanish: connections open and then hang",
                fix)
            : Finding.warning(
                "mtu-too-small",
                "%s has MTU %d, and packets of %d fit".formatted(patient.name(), mtu.get(), fits),
                "more packets than necessary for the same data",
                fix));
  }
}
