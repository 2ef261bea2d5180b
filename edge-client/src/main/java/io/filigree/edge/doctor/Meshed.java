package io.filigree.edge.doctor;

import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.PeerView;
import io.filigree.edge.plan.SiteView;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.StaticPeer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the verified peer list on the disk asks for.
 *
 * @param view this site and its peers
 * @param desired what this machine should look like
 */
public record Meshed(SiteView view, DesiredState desired) {

  /** As the planner would have it. */
  public static Meshed of(SiteView view) {
    return new Meshed(view, DesiredState.of(view));
  }

  /** What lies behind the interface. */
  Collection<Cidr> remote() {
    return desired.routes().keySet();
  }

  /** The first remote range that overlaps this one. */
  Optional<Cidr> remoteOverlapping(Cidr range) {
    return remote().stream().filter(range::overlaps).sorted().findFirst();
  }

  /** Who owns a range, for a sentence. */
  String owner(Cidr range) {
    return view.peers().stream()
        .filter(peer -> peer.record().ranges().stream().anyMatch(r -> r.cidr().overlaps(range)))
        .findFirst()
        .map(Meshed::name)
        .orElse("a peer");
  }

  static String name(PeerView peer) {
    return peer.record().name().toString();
  }

  static Optional<WireGuardPublicKey> key(PeerView peer) {
    return peer.facts()
        .map(Facts::wireGuardKey)
        .or(() -> peer.record().staticPeer().map(StaticPeer::wireGuardKey));
  }

  static List<String> names(Collection<PeerView> peers) {
    return peers.stream().map(Meshed::name).toList();
  }
}
