package io.filigree.edge.agent;

import io.filigree.edge.plan.FirstMove;
import io.filigree.edge.plan.PeerView;
import io.filigree.edge.plan.SiteView;
import io.filigree.edge.trust.KnownFacts;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns what is believed into what the planner sees: endpoints with addresses, and who moves first.
 */
final class Shaping {

  /**
   * Seconds: shorter than any NAT mapping worth serving, and what wg's own documentation advises.
   */
  private static final int WARM = 25;

  /** Above this many peers their keepalives would cost more than they are worth (wire.md). */
  private static final int WARM_LINKS = 100;

  private final Settings settings;

  Shaping(Settings settings) {
    this.settings = settings;
  }

  /** The view for the next apply; the moves it allows count as made. */
  SiteView view(Turn turn, PeerList list) {
    turn.moves =
        turn.moves.configured(strangers(turn, list), settings.root().wireGuardKey(), turn.now);
    Optional<Endpoint> relay = Whereabouts.bestRelay(turn);
    List<PeerView> peers = new ArrayList<>();
    for (Peer peer : list.peers().values()) {
      peer.wireGuardKey().ifPresent(key -> peers.add(peerView(turn, peer, key, relay)));
    }
    turn.moves = turn.moves.tried(turn.now);
    return new SiteView(
        list.own().orElseThrow(),
        settings.privateKey(),
        settings.interfaceName(),
        settings.listenPort(),
        settings.firewall(),
        Relays.views(turn, list, WARM),
        peers);
  }

  /** With cold peers nobody moves: a handshake comes with a packet that is to go there. */
  private List<FirstMoves.Stranger> strangers(Turn turn, PeerList list) {
    List<FirstMoves.Stranger> keys = new ArrayList<>();
    boolean findable = findable(turn, list);
    boolean relays = Relays.any(turn);
    for (Peer peer : list.peers().values()) {
      boolean passive = peer.record().staticPeer().isPresent() || !findable;
      if (warm(list, peer, relays)) {
        peer.wireGuardKey().ifPresent(key -> keys.add(new FirstMoves.Stranger(key, passive)));
      }
    }
    return keys;
  }

  /**
   * Whether a peer is kept warm whatever goes to it. A static one is where there are relays, too:
   * it does not know them. A cold one is silent until a packet is to go to it, and no handshake is
   * begun for any other reason.
   */
  private boolean warm(PeerList list, Peer peer, boolean relays) {
    boolean able = !relays || peer.record().staticPeer().isPresent();
    boolean pinned = settings.warm().pins(peer.record().name());
    boolean affordable = list.peers().size() <= WARM_LINKS && !settings.warm().metered();
    return able && (pinned || affordable);
  }

  /** Whether the peers of such a mesh are told of changes without a look at the machine. */
  static boolean cold(PeerList list) {
    return list.peers().size() > WARM_LINKS;
  }

  /** A peer as it is to be now, outside an apply. */
  PeerView alone(Turn turn, Peer peer) {
    Optional<Endpoint> relay = Whereabouts.bestRelay(turn);
    return peer.wireGuardKey()
        .map(key -> peerView(turn, peer, key, relay))
        .orElseGet(() ->
            new PeerView(
                peer.record(), Optional.empty(), Optional.empty(), 0, FirstMove.START, false));
  }

  /** While nobody knows, or will soon know, where we are, nobody else can move first. */
  private boolean findable(Turn turn, PeerList list) {
    return !settings.declared().isEmpty()
        || !turn.inbox.observed().isEmpty()
        || OwnFacts.read(list, settings.root().site())
            .filter(facts -> !facts.candidates().isEmpty())
            .isPresent();
  }

  /** A move is worth a look at the machine only where there is an endpoint to move to. */
  boolean moveDue(Turn turn) {
    return turn.moves.due(turn.now);
  }

  private PeerView peerView(
      Turn turn, Peer peer, WireGuardPublicKey key, Optional<Endpoint> relay) {
    boolean relayed = relay.isPresent() && peer.record().staticPeer().isEmpty();
    Optional<Endpoint> endpoint =
        relayed ? Whereabouts.withRelays(turn, peer, key, relay) : inTurn(turn, peer, key);
    FirstMove move = turn.moves.move(key, turn.now);
    return new PeerView(
        peer.record(),
        peer.facts().map(KnownFacts::facts),
        endpoint,
        keepalive(turn, peer, key, relay.isPresent()),
        endpoint.isEmpty() && move == FirstMove.RESTART ? FirstMove.START : move,
        turn.flows.down(key));
  }

  private static Optional<Endpoint> inTurn(Turn turn, Peer peer, WireGuardPublicKey key) {
    List<Endpoint> usable = Whereabouts.usable(turn, peer, key);
    return usable.isEmpty()
        ? Optional.empty()
        : Optional.of(usable.get(turn.moves.round(key) % usable.size()));
  }

  /**
   * A direct way that was chosen from behind NAT is one that NAT would close. While a way is tried,
   * the keepalive that is switched on is what makes WireGuard send a packet there at once.
   */
  private int keepalive(Turn turn, Peer peer, WireGuardPublicKey key, boolean relays) {
    boolean direct = turn.ways.chosen().get(key) instanceof Way.Direct;
    boolean tried = turn.ways.trials().containsKey(key);
    boolean hole = relays && direct && (settings.behindNat() || tried);
    boolean pinned = settings.warm().pins(peer.record().name());
    boolean all = turn.knowledge.durable().filter(list -> warm(list, peer, relays)).isPresent();
    return hole || all || pinned || turn.nudging.warm(key) ? WARM : 0;
  }
}
