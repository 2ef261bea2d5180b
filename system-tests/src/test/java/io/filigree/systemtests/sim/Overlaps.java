package io.filigree.systemtests.sim;

import io.filigree.edge.plan.ActualDevice;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.PeerView;
import io.filigree.edge.plan.SiteView;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds two owners of one address. */
final class Overlaps {

  private static final Comparator<Claim> IN_ORDER =
      Comparator.comparing((Claim claim) -> claim.range().address())
          .thenComparingInt(claim -> claim.range().prefix());

  private Overlaps() {}

  /** Between the peers of a view, or one of them and the site itself. */
  static Optional<String> in(SiteView view) {
    List<Claim> claims = new ArrayList<>();
    for (Range range : view.own().ranges()) {
      claims.add(new Claim("itself", range.cidr()));
    }
    for (PeerView peer : view.peers()) {
      for (Range range : peer.record().ranges()) {
        if (range.routed() || range.kind() == RangeKind.TUNNEL) {
          claims.add(new Claim(peer.record().name().toString(), range.cidr()));
        }
      }
    }
    return first(claims);
  }

  /** Between the peers that WireGuard has. */
  static Optional<String> on(ActualState machine) {
    List<Claim> claims = new ArrayList<>();
    machine
        .device()
        .map(ActualDevice::peers)
        .ifPresent(peers ->
            peers.forEach((key, peer) ->
                peer.allowedIps().forEach(range -> claims.add(new Claim("" + key, range)))));
    return first(claims);
  }

  /** Ranges are nested or disjoint: in this order the widest so far is all that can overlap. */
  private static Optional<String> first(List<Claim> claims) {
    claims.sort(IN_ORDER);
    Optional<Claim> widest = Optional.empty();
    for (Claim claim : claims) {
      if (widest.isPresent() && widest.get().range().overlaps(claim.range())) {
        if (!widest.get().owner().equals(claim.owner())) {
          return Optional.of(widest.get() + " and " + claim);
        }
      } else {
        widest = Optional.of(claim);
      }
    }
    return Optional.empty();
  }

  private record Claim(String owner, Cidr range) {
    @Override
    public String toString() {
      return range + " of " + owner;
    }
  }
}
