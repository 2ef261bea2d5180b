package io.filigree.edge.plan;

import io.filigree.edge.plan.Operation.OfPeer;
import io.filigree.edge.plan.Operation.PutPeer;
import io.filigree.edge.plan.Operation.PutPeer.How;
import io.filigree.edge.plan.Operation.RemovePeer;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has to change between the peers WireGuard has and those it should have. */
final class PeerDifference {
  private final ActualState actual;

  private PeerDifference(ActualState actual) {
    this.actual = actual;
  }

  /** What has to change about one peer, if anything has. */
  static Optional<OfPeer> of(DesiredPeer peer, ActualPeer present, ActualState actual) {
    return new PeerDifference(actual).change(peer, present);
  }

  /** A peer that WireGuard does not have. */
  static OfPeer ofNew(DesiredPeer peer) {
    return whole(peer, How.NEW);
  }

  /** A peer that is to start afresh. */
  static OfPeer again(DesiredPeer peer) {
    return whole(peer, How.AGAIN);
  }

  static List<Operation> between(DesiredState desired, ActualState actual) {
    Map<WireGuardPublicKey, ActualPeer> present =
        actual.device().map(ActualDevice::peers).orElse(Map.of());
    var difference = new PeerDifference(actual);
    List<Operation> operations = new ArrayList<>();
    present.keySet().stream()
        .filter(key -> !desired.peers().containsKey(key))
        .forEach(key -> operations.add(new RemovePeer(key)));
    for (DesiredPeer peer : desired.peers().values()) {
      difference.change(peer, present.get(peer.key())).ifPresent(operations::add);
    }
    return operations;
  }

  private Optional<OfPeer> change(DesiredPeer peer, @Nullable ActualPeer present) {
    if (present == null) {
      return Optional.of(whole(peer, How.NEW));
    }
    return switch (peer.firstMove()) {
      case RESTART -> Optional.of(whole(peer, How.AGAIN));
      case START ->
          triedInVain(peer, present) ? Optional.of(whole(peer, How.AGAIN)) : partly(peer, present);
      case WAIT -> partly(peer, present);
    };
  }

  /**
   * A packet for a peer without endpoint makes WireGuard start a handshake that goes nowhere, and
   * hold its next try back for 5 s (measured): the endpoint that comes now would wait that long.
   */
  private static boolean triedInVain(DesiredPeer peer, ActualPeer present) {
    return peer.endpoint().isPresent()
        && present.endpoint().isEmpty()
        && present.latestHandshake().isEmpty();
  }

  private static OfPeer whole(DesiredPeer peer, How how) {
    boolean starts = peer.firstMove() != FirstMove.WAIT;
    return new PutPeer(
        peer.key(),
        how,
        Optional.of(peer.allowedIps()),
        peer.endpoint().filter(known -> starts),
        starts && peer.keepalive() > 0 ? OptionalInt.of(peer.keepalive()) : OptionalInt.empty(),
        false);
  }

  private Optional<OfPeer> partly(DesiredPeer peer, ActualPeer present) {
    boolean starts = peer.firstMove() == FirstMove.START;
    Optional<List<Cidr>> allowedIps =
        Optional.of(peer.allowedIps()).filter(ips -> !Set.copyOf(ips).equals(present.allowedIps()));
    Optional<Endpoint> endpoint = endpoint(peer, present);
    OptionalInt keepalive =
        starts && peer.keepalive() != present.keepalive()
            ? OptionalInt.of(peer.keepalive())
            : OptionalInt.empty();
    boolean right =
        allowedIps.isEmpty() && endpoint.isEmpty() && keepalive.isEmpty() && !present.shared();
    return right
        ? Optional.empty()
        : Optional.of(
            new PutPeer(
                peer.key(), How.CHANGED, allowedIps, endpoint, keepalive, present.shared()));
  }

  /**
   * An endpoint that a live session confirmed knows better than any record. It is set again to what
   * it already is after an own address changed, and only then.
   */
  private Optional<Endpoint> endpoint(DesiredPeer peer, ActualPeer present) {
    if (present.endpoint().isPresent() && present.liveAt(actual.at())) {
      return actual.moved() ? present.endpoint() : Optional.empty();
    }
    return peer.firstMove() == FirstMove.START
        ? peer.endpoint()
            .filter(known -> actual.moved() || !present.endpoint().equals(Optional.of(known)))
        : Optional.empty();
  }
}
