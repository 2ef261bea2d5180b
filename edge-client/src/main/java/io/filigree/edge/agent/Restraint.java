package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.FirstMove;
import io.filigree.edge.plan.PeerView;
import io.filigree.edge.plan.SiteView;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.StaticPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last look before an apply: the core decides to re-add a silent peer on what it saw some time
 * ago, and a session that has come about since must not be torn down for it.
 */
public final class Restraint {

  private Restraint() {}

  /** The same view, with nobody re-added who has answered by now. */
  public static SiteView apply(SiteView view, ActualState found) {
    Map<WireGuardPublicKey, ActualPeer> actual =
        found.device().map(device -> device.peers()).orElse(Map.of());
    List<PeerView> peers = new ArrayList<>();
    for (PeerView peer : view.peers()) {
      boolean answered =
          key(peer)
              .flatMap(key -> Optional.ofNullable(actual.get(key)))
              .flatMap(ActualPeer::latestHandshake)
              .isPresent();
      peers.add(answered ? peer.moving(FirstMove.START) : peer);
    }
    return new SiteView(
        view.own(),
        view.privateKey(),
        view.interfaceName(),
        view.listenPort(),
        view.firewall(),
        view.relays(),
        peers);
  }

  private static Optional<WireGuardPublicKey> key(PeerView peer) {
    return peer.record()
        .staticPeer()
        .map(StaticPeer::wireGuardKey)
        .or(() -> peer.facts().map(Facts::wireGuardKey));
  }
}
