package io.filigree.edge.doctor;

import io.filigree.edge.host.Tool;
import java.util.List;

/** The host drops what it forwards, and the tool that could let the mesh through is not there. */
final class IptablesMissing implements Check.OfMachine {

  @Override
  public List<Finding> look(Patient patient) {
    if (patient.machine().has(Tool.IPTABLES)) {
      return List.of();
    }
    boolean drops =
        BaseChain.all(patient.machine()).stream()
            .anyMatch(chain -> chain.iptables() && chain.at("forward") && chain.drops());
    return drops
        ? List.of(
            Finding.broken(
                "iptables-missing",
                "FORWARD drops packets, and iptables is not installed",
                "filigree cannot keep its two rules there: pods may be cut off at any time",
                Tool.IPTABLES.install()))
        : List.of();
  }
}
