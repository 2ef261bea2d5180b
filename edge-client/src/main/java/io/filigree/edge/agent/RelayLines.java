package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Relay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how this site stands with each relay of its mesh. */
final class RelayLines {

  /** Three handshakes without an answer, in bytes: ten seconds of trying. */
  private static final long IN_VAIN = 3 * 148;

  private RelayLines() {}

  static List<RelayLine> of(Turn turn) {
    List<RelayLine> lines = new ArrayList<>();
    for (Relay relay : Relays.of(turn)) {
      lines.add(line(turn, relay));
    }
    return lines;
  }

  private static RelayLine line(Turn turn, Relay relay) {
    Optional<ActualPeer> actual =
        Optional.ofNullable(turn.applying.peers().get(relay.wireGuardKey()));
    return new RelayLine(
        relay.name().toString(),
        Relays.endpoint(turn, relay).orElse(relay.endpoints().getFirst()).toString(),
        standing(turn, relay, actual),
        actual.flatMap(ActualPeer::latestHandshake),
        turn.probing.quality(relay.wireGuardKey()),
        turn.outlook.seenBy(relay.wireGuardKey()).map(Endpoint::toString).orElse(""));
  }

  private static RelayLine.Standing standing(Turn turn, Relay relay, Optional<ActualPeer> actual) {
    boolean live = actual.filter(peer -> peer.liveAt(turn.now.wall())).isPresent();
    if (Relays.silent(turn, relay) || (!live && actual.filter(RelayLines::inVain).isPresent())) {
      return RelayLine.Standing.SILENT;
    }
    return live ? RelayLine.Standing.ANSWERS : RelayLine.Standing.UNTRIED;
  }

  /** A relay is kept warm: that its session is over means that it was called for minutes. */
  private static boolean inVain(ActualPeer relay) {
    return relay.latestHandshake().isPresent() || relay.sent() >= IN_VAIN;
  }
}
