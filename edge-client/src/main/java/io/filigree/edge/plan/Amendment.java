package io.filigree.edge.plan;

import io.filigree.edge.plan.Operation.OfPeer;
import io.filigree.edge.plan.Operation.PutPeer;
import io.filigree.edge.plan.Operation.RemovePeer;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What WireGuard has to be told when cold peers announced other keys or endpoints and all else
 * stays: it follows from what was found last, and saves a look at 5,000 peers and 10,000 routes.
 */
public final class Amendment {
  private final ActualState found;
  private final Map<WireGuardPublicKey, ActualPeer> present;
  private final List<OfPeer> operations = new ArrayList<>();

  /**
   * @param found what was found last, and what was amended since
   */
  public Amendment(ActualState found) {
    this.found = found;
    this.present = found.device().map(ActualDevice::peers).orElse(Map.of());
  }

  /** One peer that announced something; false when it takes a look to say what that means. */
  public boolean add(PeerView before, PeerView after) {
    Optional<DesiredPeer> old = before.key().map(key -> DesiredState.planned(key, before));
    Optional<DesiredPeer> now = after.key().map(key -> DesiredState.planned(key, after));
    boolean sameRanges =
        old.isPresent() && now.isPresent() && old.get().allowedIps().equals(now.get().allowedIps());
    return sameRanges && add(old.get(), now.get());
  }

  private boolean add(DesiredPeer old, DesiredPeer now) {
    ActualPeer held = present.get(old.key());
    boolean sameKey = now.key().equals(old.key());
    if (held == null || (!sameKey && present.containsKey(now.key()))) {
      return false;
    }
    if (sameKey) {
      PeerDifference.of(now, held, found).ifPresent(operations::add);
    } else {
      operations.add(new RemovePeer(old.key()));
      operations.add(PeerDifference.ofNew(now));
    }
    return true;
  }

  /** A peer that is to be removed and added again, as the view has it: its session is gone. */
  public static Optional<OfPeer> again(PeerView peer) {
    return peer.key().map(key -> PeerDifference.again(DesiredState.planned(key, peer)));
  }

  /** A peer whose session is to go on elsewhere: only endpoint and keepalive are named. */
  public static Optional<OfPeer> moved(PeerView peer) {
    return peer.key().map(key -> changed(key, peer.endpoint(), peer.keepalive()));
  }

  /** A peer that stays where it is, and is kept warm or not. */
  public static Optional<OfPeer> kept(PeerView peer) {
    return peer.key().map(key -> changed(key, Optional.empty(), peer.keepalive()));
  }

  private static PutPeer changed(
      WireGuardPublicKey key, Optional<Endpoint> endpoint, int keepalive) {
    return new PutPeer(
        key, PutPeer.How.CHANGED, Optional.empty(), endpoint, OptionalInt.of(keepalive), false);
  }

  /** In the order in which they must happen. */
  public List<OfPeer> operations() {
    return List.copyOf(operations);
  }
}
