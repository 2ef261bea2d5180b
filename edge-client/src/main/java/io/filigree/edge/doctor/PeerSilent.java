package io.filigree.edge.doctor;

import io.filigree.edge.agent.Path;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.doctor.Finding.Severity;
import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.PeerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Peers that were tried and never answered, and those that have fallen silent. */
final class PeerSilent implements Check.OfMesh {

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    List<PeerView> never = new ArrayList<>();
    List<PeerView> stale = new ArrayList<>();
    List<PeerView> nowhere = new ArrayList<>();
    boolean anyAlive = false;
    for (PeerView peer : mesh.view().peers()) {
      Optional<ActualPeer> actual = actual(patient, peer);
      boolean alive = actual.filter(found -> found.liveAt(patient.now())).isPresent();
      anyAlive |= alive;
      if (actual.isEmpty() || alive || unresolved(patient, peer)) {
        continue;
      }
      if (actual.get().latestHandshake().isPresent()) {
        if (speaksInVain(patient, peer, actual.get())) {
          stale.add(peer);
        }
      } else if (actual.get().endpoint().isEmpty()) {
        nowhere.add(peer);
      } else if (tried(patient, peer)) {
        never.add(peer);
      }
    }
    List<Finding> findings = new ArrayList<>();
    never(patient, never, anyAlive).ifPresent(findings::add);
    stale(patient, stale, anyAlive).ifPresent(findings::add);
    nowhere(nowhere).ifPresent(findings::add);
    return findings;
  }

  private static Optional<Finding> never(Patient patient, List<PeerView> peers, boolean anyAlive) {
    return peers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "peer-never-answered",
                anyAlive ? Severity.WARNING : Severity.BROKEN,
                Few.of(Meshed.names(peers)) + " never answered a handshake",
                cause(anyAlive) + "; or its client has not heard of this site yet",
                "wg show %s endpoints".formatted(patient.name())));
  }

  private static Optional<Finding> stale(Patient patient, List<PeerView> peers, boolean anyAlive) {
    return peers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "handshake-stale",
                anyAlive ? Severity.WARNING : Severity.BROKEN,
                Few.of(Meshed.names(peers)) + " answered before, and no longer does",
                cause(anyAlive) + "; or the way between changed",
                "wg show %s latest-handshakes".formatted(patient.name())));
  }

  private static Optional<Finding> nowhere(List<PeerView> peers) {
    return peers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                "peer-without-endpoint",
                "nobody knows where " + Few.of(Meshed.names(peers)) + " is",
                "it announced no endpoint and has not spoken to this site: it must call first",
                "filigree status"));
  }

  /** One silent peer is most likely at fault itself; if all are silent, it is likely us. */
  private static String cause(boolean anyAlive) {
    return anyAlive
        ? "others do: its box is off, its UDP port closed, or its endpoint wrong"
        : "no peer does: UDP does not get out of this site, or the clock is wrong";
  }

  private static boolean unresolved(Patient patient, PeerView peer) {
    return Endpoints.of(peer).stream()
        .anyMatch(endpoint -> patient.heard().unresolved().contains(endpoint.host()));
  }

  /** With keepalives a session never ends by itself; without, more must have been sent since. */
  private static boolean speaksInVain(Patient patient, PeerView peer, ActualPeer actual) {
    return actual.keepalive() > 0
        || line(patient, peer).filter(before -> before.sent() < actual.sent()).isPresent();
  }

  /** A peer that is new was tried so little that its silence means nothing yet. */
  private static boolean tried(Patient patient, PeerView peer) {
    return line(patient, peer).filter(line -> line.path() != Path.DOWN).isEmpty();
  }

  private static Optional<StatusPage.PeerLine> line(Patient patient, PeerView peer) {
    return patient
        .joined()
        .flatMap(Joined::status)
        .flatMap(page ->
            page.peers().stream()
                .filter(line -> line.name().equals(Meshed.name(peer)))
                .findFirst());
  }

  private static Optional<ActualPeer> actual(Patient patient, PeerView peer) {
    return Meshed.key(peer)
        .flatMap(key ->
            patient
                .actual()
                .device()
                .flatMap(device -> Optional.ofNullable(device.peers().get(key))));
  }
}
