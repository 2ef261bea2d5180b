package io.filigree.edge.doctor;

import io.filigree.edge.plan.ActualDevice;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Each remote range must belong to a peer in WireGuard, and to none that the mesh does not know.
 */
final class AllowedRanges implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    Optional<ActualDevice> device = patient.actual().device();
    if (device.isEmpty()) {
      return List.of();
    }
    Map<Cidr, WireGuardPublicKey> owners = new HashMap<>();
    device
        .get()
        .peers()
        .forEach((key, peer) -> peer.allowedIps().forEach(range -> owners.put(range, key)));
    List<Finding> findings = new ArrayList<>();
    nobodys(patient, mesh, owners).ifPresent(findings::add);
    strangers(mesh, owners)
        .forEach((key, ranges) -> findings.add(stranger(patient, mesh, key, ranges)));
    return findings;
  }

  private static Optional<Finding> nobodys(
      Patient patient, Meshed mesh, Map<Cidr, WireGuardPublicKey> owners) {
    List<Cidr> nobodys =
        mesh.remote().stream().filter(range -> !owners.containsKey(range)).sorted().toList();
    return nobodys.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.broken(
                "range-without-peer",
                Few.of(nobodys) + " belongs to no peer of " + patient.name(),
                mesh.owner(nobodys.getFirst())
                    + " cannot be reached there: WireGuard has nobody for it",
                patient.healing()));
  }

  private static Map<WireGuardPublicKey, List<Cidr>> strangers(
      Meshed mesh, Map<Cidr, WireGuardPublicKey> owners) {
    Set<WireGuardPublicKey> known = new HashSet<>(mesh.desired().peers().keySet());
    // A site that rotates its key has two for a while.
    mesh.view()
        .peers()
        .forEach(peer -> peer.facts().flatMap(Facts::nextWireGuardKey).ifPresent(known::add));
    Map<WireGuardPublicKey, List<Cidr>> strangers = new HashMap<>();
    owners.forEach((range, key) -> {
      if (!known.contains(key) && mesh.remoteOverlapping(range).isPresent()) {
        strangers.computeIfAbsent(key, stranger -> new ArrayList<>()).add(range);
      }
    });
    return strangers;
  }

  private static Finding stranger(
      Patient patient, Meshed mesh, WireGuardPublicKey key, List<Cidr> ranges) {
    return Finding.broken(
        "peer-foreign",
        "WireGuard has a peer that the mesh does not know, with " + Few.of(ranges),
        "it gets what is meant for " + mesh.owner(ranges.getFirst()),
        "wg set %s peer %s remove".formatted(patient.name(), key.toBase64()));
  }
}
