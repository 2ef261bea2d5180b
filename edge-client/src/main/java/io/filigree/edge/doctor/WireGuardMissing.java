package io.filigree.edge.doctor;

import io.filigree.edge.host.Tool;
import java.util.List;

/**
 * Neither the kernel's WireGuard nor wireguard-go. A module that can be loaded counts: making the
 * interface loads it. {@code modprobe -n} only tries.
 */
final class WireGuardMissing implements Check.OfMachine {

  @Override
  public List<Finding> look(Patient patient) {
    Machine machine = patient.machine();
    boolean kernel =
        machine.exists("/sys/module/wireguard")
            || machine.run("modprobe", "-n", "-q", "wireguard").ok();
    return kernel || machine.has(Tool.WIREGUARD_GO)
        ? List.of()
        : List.of(
            Finding.broken(
                "wireguard-missing",
                "this machine has no WireGuard: no kernel module and no wireguard-go",
                "no tunnel can be made, and one that runs now is gone after the next boot",
                Tool.WIREGUARD_GO.install()));
  }
}
