package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.protocol.record.StaticPeer;
import java.util.Optional;

/**
 * One peer as the planner is to see it: verified, linked to us and free of clashes.
 *
 * @param record what the roster says of the peer
 * @param facts what the peer says of itself; empty for a static peer, whose record says it all
 * @param endpoint where to send to, always a literal address; empty while none is known
 * @param keepalive seconds; 0 for none
 * @param firstMove whether a handshake may be started now
 * @param down whether it was tried in every way and does not answer
 */
public record PeerView(
    SiteRecord record,
    Optional<Facts> facts,
    Optional<Endpoint> endpoint,
    int keepalive,
    FirstMove firstMove,
    boolean down) {

  /** The same peer, with another say in who moves first. */
  public PeerView moving(FirstMove other) {
    return new PeerView(record, facts, endpoint, keepalive, other, down);
  }

  /** Its WireGuard key; empty while it has announced none, and so is no peer yet. */
  Optional<WireGuardPublicKey> key() {
    return facts
        .map(Facts::wireGuardKey)
        .or(() -> record.staticPeer().map(StaticPeer::wireGuardKey));
  }
}
