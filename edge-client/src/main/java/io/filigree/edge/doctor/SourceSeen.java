package io.filigree.edge.doctor;

import io.filigree.edge.doctor.Heard.Echo;
import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What live peers see of us: the only proof that addresses arrive as they were sent. */
final class SourceSeen implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    List<Finding> findings = new ArrayList<>();
    List<Echo> echoes = patient.heard().echoes();
    rewritten(patient, echoes).ifPresent(findings::add);
    Set<IpAddress> tunnel =
        mesh.desired().addresses().stream()
            .map(address -> address.address())
            .collect(Collectors.toUnmodifiableSet());
    Set<String> mute = mute(echoes.stream().filter(echo -> tunnel.contains(echo.from())).toList());
    mute(mute).ifPresent(findings::add);
    Set<String> lost =
        mute(
            echoes.stream()
                .filter(echo -> !tunnel.contains(echo.from()) && !mute.contains(echo.peer()))
                .toList());
    lost(lost, echoes).ifPresent(findings::add);
    return findings;
  }

  private static Optional<Finding> rewritten(Patient patient, List<Echo> echoes) {
    return echoes.stream()
        .filter(echo -> echo.seen().filter(seen -> !seen.equals(echo.from())).isPresent())
        .findFirst()
        .map(echo ->
            Finding.broken(
                "source-rewritten",
                "%s sees %s where %s was sent"
                    .formatted(
                        echo.peer(), echo.seen().map(Object::toString).orElse(""), echo.from()),
                "something masquerades mesh traffic: rules and logs there do not know your pods",
                "conntrack -D -s "
                    + echo.from()
                    + "; nft list chain inet filigree_"
                    + patient.name()
                    + " postrouting"));
  }

  private static Set<String> mute(List<Echo> echoes) {
    return echoes.stream()
        .filter(echo -> echo.seen().isEmpty())
        .map(Echo::peer)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Finding> mute(Set<String> peers) {
    return peers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                "peer-mute",
                Few.of(peers) + " has a session with us, but its client does not answer inside it",
                "data may get lost there; or filigree does not run there, or is older, or is firewalled",
                "filigree status"));
  }

  private static Optional<Finding> lost(Set<String> peers, List<Echo> echoes) {
    return peers.isEmpty()
        ? Optional.empty()
        : echoes.stream()
            .filter(echo -> peers.contains(echo.peer()) && echo.seen().isEmpty())
            .findFirst()
            .map(echo ->
                Finding.broken(
                    "pod-source-lost",
                    "%s answers this gateway, and not %s of its pod range"
                        .formatted(Few.of(peers), echo.from()),
                    "pods here do not reach that site, or its answers do not come back",
                    "ip route get %s from %s".formatted(echo.from(), echo.from())));
  }
}
