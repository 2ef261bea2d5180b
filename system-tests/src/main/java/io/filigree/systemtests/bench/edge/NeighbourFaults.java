package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.system.WireGuard;
import java.nio.file.Path;
import java.util.List;

/** Faults by other programs, by the client itself, and of the way to the coordinator. */
final class NeighbourFaults {

  private static final String NAME = WireGuard.INTERFACE;
  private static final String TO_COORDINATOR = " OUTPUT -p tcp -d %s -j REJECT";

  private final Patient patient;
  private final String coordinator;

  NeighbourFaults(Patient patient, String coordinator) {
    this.patient = patient;
    this.coordinator = coordinator;
  }

  List<Fault> all() {
    return List.of(
        Fault.of(
            "networkmanager-manages",
            () -> patient.inRun("NetworkManager/resolv.conf", ""),
            () -> patient.notInRun("NetworkManager")),
        Fault.of("networkd-manages", this::networkd, this::noNetworkd),
        Fault.of("flannel-port-clash", this::flannel, this::noFlannel),
        Fault.disguised("wg-quick-interface", wgQuick()),
        Fault.of("coordinator-unreachable", this::cutOff, this::reconnect),
        Fault.of("clock-behind", this::cutOff, this::reconnect)
            .withDisguise(new ForgedState(patient.store()).ofTheFuture()),
        Fault.of("run-not-running", () -> patient.store().edge().kill(), patient::heal));
  }

  private void networkd() {
    patient.inRun("systemd/netif/state", "");
    patient.inRun("systemd/network/50-all.network", "[Match]\nName=*\n[Network]\nDHCP=yes\n");
  }

  private void noNetworkd() {
    patient.notInRun("systemd");
  }

  private void flannel() {
    patient.run("wireguard-go flannel-wg");
    patient.run("wg set " + NAME + " listen-port 52000");
    patient.run("wg set flannel-wg listen-port 51871");
    patient.run("ip link set flannel-wg up");
  }

  private void noFlannel() {
    patient.run("ip link delete flannel-wg");
    patient.run("wg set " + NAME + " listen-port 51871");
  }

  /** An {@code /etc} of the doctor's own, for not every machine has systemd's folders. */
  private String wgQuick() {
    Path etc = patient.store().box().directory().resolve("etc-with-wg-quick");
    String wants = "/etc/systemd/system/multi-user.target.wants";
    return """
    cp -a /etc %1$s && mount --bind %1$s /etc || exit
    mkdir -p %2$s && ln -s /dev/null %2$s/wg-quick@%3$s.service || exit
    """
        .formatted(etc, wants, NAME);
  }

  private void cutOff() {
    patient.run("iptables -I" + TO_COORDINATOR.formatted(coordinator) + " --reject-with tcp-reset");
  }

  private void reconnect() {
    patient.run("iptables -D" + TO_COORDINATOR.formatted(coordinator) + " --reject-with tcp-reset");
  }
}
