package io.filigree.edge.agent;

import io.filigree.edge.plan.Amendment;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.PeerView;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.name.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The short way for what happens most in a large mesh: a few peers announced something and nothing
 * else is new. The machine is looked at right after instead of before.
 */
final class Amending {

  /** More changes at once than these are worth a look. */
  private static final int FEW = 16;

  private final Shaping shaping;

  Amending(Shaping shaping) {
    this.shaping = shaping;
  }

  /** What WireGuard is to be told; empty when the short way does not lead there. */
  Optional<List<Operation.OfPeer>> amendment(Turn turn, PeerList now) {
    Optional<PeerList> before = turn.applying.applied();
    boolean otherwiseSame =
        turn.applying.amendable(turn.now)
            && before.isPresent()
            && before.get().sameAround(now)
            && before.get().peers().size() == now.peers().size()
            && Shaping.cold(now);
    return otherwiseSame ? amendment(turn, before.get(), now) : Optional.empty();
  }

  private Optional<List<Operation.OfPeer>> amendment(Turn turn, PeerList before, PeerList now) {
    List<SiteId> changed = now.changedSince(before);
    if (changed.isEmpty() || changed.size() > FEW) {
      return Optional.empty();
    }
    Amendment amendment = new Amendment(turn.applying.found().orElseThrow());
    for (SiteId site : changed) {
      Optional<Peer> old = Optional.ofNullable(before.peers().get(site));
      Optional<Peer> newer = Optional.ofNullable(now.peers().get(site));
      boolean clear =
          old.isPresent()
              && newer.isPresent()
              && amendment.add(shaping.alone(turn, old.get()), shaping.alone(turn, newer.get()));
      if (!clear) {
        return Optional.empty();
      }
    }
    return Optional.of(amendment.operations());
  }

  /** The peers that were decided to be reached in another way. */
  List<Operation.OfPeer> moves(Turn turn, PeerList list) {
    List<Operation.OfPeer> operations = new ArrayList<>();
    for (Peer peer : list.peers().values()) {
      Ways.Move move = peer.wireGuardKey().map(turn.ways.moves()::get).orElse(null);
      if (move != null) {
        PeerView view = shaping.alone(turn, peer);
        switch (move) {
          case AFRESH -> Amendment.again(view).ifPresent(operations::add);
          case GO_ON -> Amendment.moved(view).ifPresent(operations::add);
          case WARMTH -> Amendment.kept(view).ifPresent(operations::add);
        }
      }
    }
    return operations;
  }
}
