package io.filigree.edge.doctor;

import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network this machine is on has addresses that belong to another site. */
final class LanOverlaps implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    Map<Cidr, String> networks = new LinkedHashMap<>();
    Links.addresses(patient).forEach(address -> networks.put(address.network(), address.link()));
    RouteLine.others(patient).stream()
        .filter(RouteLine::connected)
        .forEach(line -> networks.put(line.destination(), line.link()));
    List<Finding> findings = new ArrayList<>();
    networks.forEach((network, link) ->
        mesh.remoteOverlapping(network)
            .map(range -> finding(mesh, network, link, range))
            .ifPresent(findings::add));
    return findings;
  }

  private static Finding finding(Meshed mesh, Cidr network, String link, Cidr range) {
    boolean ours = network.contains(range) && !network.equals(range);
    Optional<String> checked = Word.name(link);
    return Finding.broken(
        "lan-overlaps",
        "the network %s on %s overlaps %s of %s".formatted(network, link, range, mesh.owner(range)),
        ours
            ? "machines here with such addresses cannot be reached any more: they are taken for theirs"
            : "what is sent to that site with such addresses stays here",
        "ip address show" + checked.map(name -> " dev " + name).orElse(""));
  }
}
