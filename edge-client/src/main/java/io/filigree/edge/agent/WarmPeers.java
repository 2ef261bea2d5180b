package io.filigree.edge.agent;

import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.record.Relay;
import java.util.List;
import java.util.Optional;

/**
 * The direct peers whose way through NAT is kept open: so many at a time, and who was idle longest
 * makes room for who has traffic now.
 */
final class WarmPeers {

  /** Who had traffic within this time is not sent back to the relay for another's sake. */
  static final long BUSY = 60_000;

  private final Settings settings;

  WarmPeers(Settings settings) {
    this.settings = settings;
  }

  /** Whether this peer may be kept open, too; somebody idle is demoted for it where need be. */
  boolean makeRoom(Turn turn, Peer peer) {
    Room room = room(turn, peer);
    if (room.made()) {
      Peer gone = room.idlest().orElseThrow();
      gone.wireGuardKey().ifPresent(key -> demote(turn, gone, key));
    }
    return room.free() || room.made();
  }

  /** Whether this peer could be kept open, too. */
  boolean hasRoom(Turn turn, Peer peer) {
    Room room = room(turn, peer);
    return room.free() || room.made();
  }

  private Room room(Turn turn, Peer peer) {
    boolean bounded = settings.behindNat() && !settings.warm().pins(peer.record().name());
    return bounded ? room(turn) : new Room(true, false, Optional.empty());
  }

  private Room room(Turn turn) {
    int open = 0;
    long oldest = turn.now.millis() - BUSY;
    Optional<Peer> idlest = Optional.empty();
    for (Peer other : turn.knowledge.durable().map(PeerList::peers).orElseThrow().values()) {
      if (counts(turn, other)) {
        open++;
        long moved = movedAt(turn, other);
        if (moved <= oldest && !tried(turn, other)) {
          oldest = moved;
          idlest = Optional.of(other);
        }
      }
    }
    int most = settings.warm().unpinned();
    return new Room(open < most, open == most && idlest.isPresent(), idlest);
  }

  /**
   * What there is for one more.
   *
   * @param free whether there is room as it is
   * @param made whether there is once somebody idle has gone
   */
  private record Room(boolean free, boolean made, Optional<Peer> idlest) {}

  private boolean counts(Turn turn, Peer peer) {
    boolean direct =
        peer.wireGuardKey()
            .filter(key -> turn.ways.chosen().get(key) instanceof Way.Direct)
            .isPresent();
    return direct && !settings.warm().pins(peer.record().name());
  }

  private static boolean tried(Turn turn, Peer peer) {
    return peer.wireGuardKey().filter(turn.ways.trials()::containsKey).isPresent();
  }

  private static long movedAt(Turn turn, Peer peer) {
    Flow flow = peer.wireGuardKey().map(turn.flows.peers()::get).orElse(null);
    return flow == null ? Long.MIN_VALUE : flow.usage().at();
  }

  /**
   * Idle again. At the endpoint it declares the session goes on without keepalives. Anywhere else
   * it would be sent to through a hole that closes: it starts afresh at a relay, for a session that
   * was born elsewhere is worth nothing there (15 s of silence, measured).
   */
  void demote(Turn turn, Peer peer, WireGuardPublicKey key) {
    Way way = turn.ways.chosen().get(key);
    boolean stays =
        way instanceof Way.Direct direct
            && Whereabouts.declared(turn, peer).equals(Optional.of(direct.endpoint()));
    List<Relay> relays = Relays.ranked(turn);
    turn.ways = turn.ways.forget(key);
    if (stays || relays.isEmpty()) {
      turn.ways = turn.ways.warmth(key);
    } else {
      Way.Relayed relayed = new Way.Relayed(relays.getFirst().wireGuardKey());
      turn.ways = turn.ways.choose(key, relayed, Ways.Move.AFRESH);
    }
    turn.say("idle", "peer", peer.name());
  }
}
