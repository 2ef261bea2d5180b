package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.net.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a public site sees the tunnels of those behind NAT. They cannot see it themselves, and
 * where there is no relay nobody else tells them (wire.md, "Edge behaviour").
 */
final class Sightings {

  /** As many as are kept warm without a relay. */
  private static final int MOST = 100;

  private Sightings() {}

  static List<StatusReport.Sighting> of(Turn turn, PeerList list, Settings settings) {
    List<StatusReport.Sighting> seen = new ArrayList<>();
    if (settings.declared().isEmpty() || !Relays.of(list).isEmpty()) {
      return seen;
    }
    for (Peer peer : list.peers().values()) {
      if (seen.size() < MOST && behindNat(peer)) {
        String site = peer.record().site().toString();
        endpoint(turn, peer).ifPresent(at -> seen.add(new StatusReport.Sighting(site, at)));
      }
    }
    return seen;
  }

  private static boolean behindNat(Peer peer) {
    return peer.record().staticPeer().isEmpty() && Whereabouts.declares(peer).isEmpty();
  }

  private static Optional<Endpoint> endpoint(Turn turn, Peer peer) {
    return peer.wireGuardKey()
        .flatMap(key -> Optional.ofNullable(turn.applying.peers().get(key)))
        .filter(actual -> actual.liveAt(turn.now.wall()))
        .flatMap(ActualPeer::endpoint);
  }
}
