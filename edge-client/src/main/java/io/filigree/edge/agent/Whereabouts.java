package io.filigree.edge.agent;

import io.filigree.edge.trust.KnownFacts;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Candidate;
import io.filigree.protocol.record.CandidateKind;
import io.filigree.protocol.record.Relay;
import io.filigree.protocol.record.StaticPeer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where peers can be reached: by what they announce, by what was seen, and through relays. */
final class Whereabouts {

  private Whereabouts() {}

  /** Where it says itself that anybody reaches it, by number; and we do, if only by IPv6. */
  static Optional<Endpoint> declared(Turn turn, Peer peer) {
    boolean nowhere = turn.host.gateways().isEmpty();
    return first(turn, declares(peer))
        .filter(at -> nowhere || at.address().filter(turn.host::leadsTo).isPresent());
  }

  /**
   * The first of them that has an address now; those of a kind for which this machine has a gateway
   * come before others. A line may have IPv6 only.
   */
  static Optional<Endpoint> first(Turn turn, List<Endpoint> endpoints) {
    Optional<Endpoint> first = Optional.empty();
    for (Endpoint endpoint : endpoints) {
      Optional<Endpoint> literal = literal(turn, endpoint);
      if (literal.flatMap(Endpoint::address).filter(turn.host::leadsTo).isPresent()) {
        return literal;
      }
      first = first.or(() -> literal);
    }
    return first;
  }

  /** The endpoints where it says itself that anybody reaches it; they may have names. */
  static List<Endpoint> declares(Peer peer) {
    return peer.facts().map(facts -> ofKind(facts, CandidateKind.DECLARED)).orElse(List.of());
  }

  private static Optional<Endpoint> literal(Turn turn, Endpoint endpoint) {
    return endpoint
        .address()
        .or(() -> turn.names.address(endpoint.host()))
        .map(address -> new Endpoint(address, endpoint.port()));
  }

  /**
   * In a mesh with relays: as was chosen, else where it says itself, else at a relay.
   *
   * @param best the relay to take where none was chosen
   */
  static Optional<Endpoint> withRelays(
      Turn turn, Peer peer, WireGuardPublicKey key, Optional<Endpoint> best) {
    Way way = turn.ways.chosen().get(key);
    if (way instanceof Way.Direct(Endpoint endpoint)) {
      return Optional.of(endpoint);
    }
    Optional<Endpoint> chosen =
        way instanceof Way.Relayed(WireGuardPublicKey relay)
            ? Relays.withKey(turn, relay).flatMap(known -> Relays.endpoint(turn, known))
            : declared(turn, peer);
    return chosen.or(() -> best);
  }

  /** The relay that serves best just now. */
  static Optional<Endpoint> bestRelay(Turn turn) {
    List<Relay> ranked = Relays.ranked(turn);
    return ranked.isEmpty() ? Optional.empty() : Relays.endpoint(turn, ranked.getFirst());
  }

  /**
   * The endpoints that have an address now, best first: where a peer that has not answered yet was
   * met before this start, unless it has announced something else since; then declared, observed.
   */
  static List<Endpoint> usable(Turn turn, Peer peer, WireGuardPublicKey key) {
    List<Endpoint> offered = offered(peer);
    Optional<Seen.Met> met = Optional.ofNullable(turn.noting.seen().met().get(key));
    boolean newest =
        turn.moves.stranger(key)
            && met.filter(where -> where.announced() == Remembering.mark(offered)).isPresent();
    Set<Endpoint> usable = new LinkedHashSet<>();
    met.filter(where -> newest).ifPresent(where -> usable.add(where.endpoint()));
    for (Endpoint endpoint : offered) {
      literal(turn, endpoint).ifPresent(usable::add);
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

  /** The host names that occur in endpoints of peers and relays. */
  static Set<String> hosts(Turn turn) {
    Set<String> hosts = new TreeSet<>();
    Optional<PeerList> list = turn.knowledge.newest();
    if (list.isPresent()) {
      list.get().mesh().relays().forEach(relay -> hosts(relay.endpoints(), hosts));
      list.get().peers().values().forEach(peer -> hosts(offered(peer), hosts));
    }
    return hosts;
  }

  private static void hosts(List<Endpoint> endpoints, Set<String> hosts) {
    for (Endpoint endpoint : endpoints) {
      if (endpoint.address().isEmpty()) {
        hosts.add(endpoint.host());
      }
    }
  }
}
