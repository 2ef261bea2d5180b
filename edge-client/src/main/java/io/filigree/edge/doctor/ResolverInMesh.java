package io.filigree.edge.doctor;

import java.util.List;
import java.util.StringTokenizer;

/** This machine asks a name server that is only reached through the mesh. */
final class ResolverInMesh implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    return patient.machine().lines("/etc/resolv.conf").stream()
        .flatMap(line -> finding(line, mesh).stream())
        .toList();
  }

  private static List<Finding> finding(String line, Meshed mesh) {
    StringTokenizer words = new StringTokenizer(line);
    if (words.countTokens() < 2 || !words.nextToken().equals("nameserver")) {
      return List.of();
    }
    return Cidrs.read(words.nextToken())
        .filter(server -> mesh.remoteOverlapping(server).isPresent())
        .map(server ->
            Finding.warning(
                "resolver-in-mesh",
                "the name server %s is at %s, behind the tunnel"
                    .formatted(server.address(), mesh.owner(server)),
                "after a boot names are needed to find peers, and peers to find names",
                "grep -n nameserver /etc/resolv.conf"))
        .stream()
        .toList();
  }
}
