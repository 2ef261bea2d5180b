package io.filigree.edge.doctor;

import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How K3s's own network is set up, where that does not go together with the mesh. */
final class Flannel implements Check.OfMesh {
  private static final String NETWORK = "FLANNEL_NETWORK=";

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    List<Finding> findings = new ArrayList<>();
    network(patient)
        .filter(
            cluster -> mesh.desired().exported().stream().noneMatch(own -> own.contains(cluster)))
        .map(cluster -> otherRange(mesh, cluster))
        .ifPresent(findings::add);
    if (nodesBehindFlannelWireGuard(patient)) {
      findings.add(
          Finding.warning(
              "flannel-wireguard-native",
              "flannel joins this cluster's nodes by WireGuard of its own (flannel-wg)",
              "that tunnel carries this cluster's pods only: pods on other nodes do not reach the mesh",
              "k3s server --flannel-backend=vxlan"));
    }
    if (ownTrafficThroughMesh(patient)) {
      findings.add(
          Finding.broken(
              "flannel-on-mesh",
              "K3s is told to use " + patient.name() + " for its nodes (flannel-iface)",
              "the traffic inside this site then depends on the tunnels to the others",
              "sed -i '/flannel-iface/d' /etc/rancher/k3s/config.yaml; systemctl restart k3s"));
    }
    return findings;
  }

  private static Finding otherRange(Meshed mesh, Cidr cluster) {
    return Finding.warning(
        "pod-range-differs",
        "K3s gives pods addresses of %s, and this site has %s in the mesh"
            .formatted(cluster, Few.of(mesh.desired().exported())),
        "no other site has a route to pods outside the mesh's ranges",
        "filigree leave; filigree join --token-file FILE --pod-cidr " + cluster);
  }

  private static Optional<Cidr> network(Patient patient) {
    return patient.machine().lines("/run/flannel/subnet.env").stream()
        .filter(line -> line.startsWith(NETWORK))
        .findFirst()
        .flatMap(line -> Cidrs.read(line.substring(NETWORK.length()).strip()));
  }

  /** A cluster of one node has nobody behind it. */
  private static boolean nodesBehindFlannelWireGuard(Patient patient) {
    return patient.machine().exists("/sys/class/net/flannel-wg")
        && patient
            .machine()
            .see("flannel's WireGuard", "wg", "show", "flannel-wg", "peers")
            .filter(peers -> !peers.isBlank())
            .isPresent();
  }

  private static boolean ownTrafficThroughMesh(Patient patient) {
    return patient.machine().lines("/etc/rancher/k3s/config.yaml").stream()
        .map(line -> line.replace("\"", "").replace("'", "").strip())
        .anyMatch(line -> line.matches("flannel-iface:\\s*" + patient.name()));
  }
}
