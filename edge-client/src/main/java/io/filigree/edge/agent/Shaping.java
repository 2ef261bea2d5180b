package io.filigree.edge.agent;

import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.FirstMove;
import io.filigree.edge.plan.PeerView;
import io.filigree.edge.plan.SiteView;
import io.filigree.edge.trust.KnownFacts;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Candidate;
import io.filigree.protocol.record.CandidateKind;
import io.filigree.protocol.record.StaticPeer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns what is believed into what the planner sees: endpoints with addresses, and who moves first.
 */
final class Shaping {

  private final Settings settings;

  Shaping(Settings settings) {
    this.settings = settings;
  }

  /** The view for the next apply; the moves it allows count as made. */
  SiteView view(Turn turn, PeerList list) {
    turn.moves =
        turn.moves.configured(strangers(turn, list), settings.root().wireGuardKey(), turn.now);
    List<PeerView> peers = new ArrayList<>();
    for (Peer peer : list.peers().values()) {
      peer.wireGuardKey().ifPresent(key -> peers.add(peerView(turn, peer, key)));
    }
    turn.moves = turn.moves.tried(turn.now);
    return new SiteView(
        list.own().orElseThrow(),
        settings.privateKey(),
        settings.interfaceName(),
        settings.listenPort(),
        settings.firewall(),
        peers);
  }

  /** With cold peers nobody moves: a handshake comes with a packet that is to go there. */
  private List<FirstMoves.Stranger> strangers(Turn turn, PeerList list) {
    List<FirstMoves.Stranger> keys = new ArrayList<>();
    boolean findable = findable(turn, list);
    if (DesiredState.warm(list.peers().size())) {
      for (Peer peer : list.peers().values()) {
        boolean passive = peer.record().staticPeer().isPresent() || !findable;
        peer.wireGuardKey().ifPresent(key -> keys.add(new FirstMoves.Stranger(key, passive)));
      }
    }
    return keys;
  }

  /** A cold peer, to which nobody moves first. */
  PeerView cold(Turn turn, Peer peer) {
    return peer.wireGuardKey()
        .map(key -> peerView(turn, peer, key))
        .orElseGet(
            () -> new PeerView(peer.record(), Optional.empty(), Optional.empty(), FirstMove.START));
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

  private PeerView peerView(Turn turn, Peer peer, WireGuardPublicKey key) {
    List<Endpoint> usable = usable(turn, peer, key);
    Optional<Endpoint> endpoint =
        usable.isEmpty()
            ? Optional.empty()
            : Optional.of(usable.get(turn.moves.round(key) % usable.size()));
    FirstMove move = turn.moves.move(key, turn.now);
    return new PeerView(
        peer.record(),
        peer.facts().map(KnownFacts::facts),
        endpoint,
        endpoint.isEmpty() && move == FirstMove.RESTART ? FirstMove.START : move);
  }

  /**
   * The endpoints that have an address now, best first: where a peer that has not answered yet was
   * met before this start, unless it has announced something else since; then declared, observed.
   */
  private static List<Endpoint> usable(Turn turn, Peer peer, WireGuardPublicKey key) {
    List<Endpoint> offered = offered(peer);
    Optional<Seen.Met> met = Optional.ofNullable(turn.noting.seen().met().get(key));
    boolean newest =
        turn.moves.stranger(key)
            && met.filter(where -> where.announced() == Remembering.mark(offered)).isPresent();
    Set<Endpoint> usable = new LinkedHashSet<>();
    met.filter(where -> newest).ifPresent(where -> usable.add(where.endpoint()));
    for (Endpoint endpoint : offered) {
      Optional<IpAddress> address =
          endpoint.address().or(() -> turn.names.address(endpoint.host()));
      address.ifPresent(literal -> usable.add(new Endpoint(literal, endpoint.port())));
    }
    met.ifPresent(where -> usable.add(where.endpoint()));
    return List.copyOf(usable);
  }

  /** LAN candidates make sense only behind one public address, which no relay has shown us yet. */
  static List<Endpoint> offered(Peer peer) {
    List<Endpoint> offered = new ArrayList<>();
    peer.record().staticPeer().flatMap(StaticPeer::endpoint).ifPresent(offered::add);
    peer.facts()
        .ifPresent(known -> {
          offered.addAll(ofKind(known, CandidateKind.DECLARED));
          offered.addAll(ofKind(known, CandidateKind.OBSERVED));
        });
    return offered;
  }

  private static List<Endpoint> ofKind(KnownFacts known, CandidateKind kind) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (Candidate candidate : known.facts().candidates()) {
      if (candidate.kind() == kind) {
        endpoints.add(candidate.endpoint());
      }
    }
    return endpoints;
  }

  /** The host names that occur in peers' endpoints. */
  Set<String> hosts(Turn turn) {
    Set<String> hosts = new TreeSet<>();
    Optional<PeerList> list = turn.knowledge.newest();
    if (list.isPresent()) {
      for (Peer peer : list.get().peers().values()) {
        for (Endpoint endpoint : offered(peer)) {
          if (endpoint.address().isEmpty()) {
            hosts.add(endpoint.host());
          }
        }
      }
    }
    return hosts;
  }
}
