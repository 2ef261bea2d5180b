package io.filigree.edge.agent;

import io.filigree.edge.agent.Agreements.Place;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.CidrProblem;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Candidate;
import io.filigree.protocol.record.CandidateKind;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.Relay;
import io.filigree.protocol.record.SiteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where two ends behind NAT may reach each other: what we name, and what of theirs we take. */
final class Places {

  /** From here on there are no addresses of machines; broadcast is the last of them. */
  private static final Cidr RESERVED = Cidr.parse("240.0.0.0/4");

  private Places() {}

  /** Our own: in our LAN, and where relays see us. */
  static List<Candidate> own(Turn turn, PeerList list, int listenPort) {
    List<Candidate> places = new ArrayList<>();
    for (IpAddress local : turn.outlook.locals()) {
      places.add(new Candidate(CandidateKind.LAN, new Endpoint(local, listenPort)));
    }
    for (Endpoint seen : turn.outlook.endpoints()) {
      places.add(new Candidate(CandidateKind.OBSERVED, seen));
    }
    places.removeIf(place -> !decent(list, place));
    return places.subList(0, Math.min(Call.MOST_PLACES, places.size()));
  }

  /** Without its LAN, unless we may share it: most homes have the same addresses. */
  static List<Candidate> meant(Turn turn, List<Candidate> named) {
    if (shared(turn, named)) {
      return named;
    }
    List<Candidate> meant = new ArrayList<>(named);
    meant.removeIf(place -> place.kind() == CandidateKind.LAN);
    return meant;
  }

  /** Those of a peer's that we would send to at all. */
  static List<Candidate> taken(Turn turn, PeerList list, List<Candidate> named) {
    List<Candidate> taken = new ArrayList<>();
    for (Candidate place : named) {
      if (taken.size() < Call.MOST_PLACES && decent(list, place) && foreign(turn, place)) {
        taken.add(place);
      }
    }
    return taken;
  }

  /**
   * Where to try a peer this time.
   *
   * @param nat what stands before it
   * @param round how often it was tried in vain
   */
  static Optional<Place> choose(Turn turn, NatType nat, List<Candidate> taken, int round) {
    List<Endpoint> usable = new ArrayList<>();
    usable.addAll(of(CandidateKind.LAN, taken));
    if (open(turn.outlook.type(), nat)) {
      usable.addAll(of(CandidateKind.OBSERVED, taken));
    }
    if (usable.isEmpty()) {
      return Optional.empty();
    }
    int index = round % usable.size();
    boolean guess = nat == NatType.UNKNOWN || turn.outlook.type() == NatType.UNKNOWN;
    return Optional.of(new Place(usable.get(index), guess && index == usable.size() - 1));
  }

  /** Where a symmetric NAT sees it tells nobody where it is for us; nor us for it, behind one. */
  private static boolean open(NatType ours, NatType theirs) {
    return theirs != NatType.SYMMETRIC && (ours != NatType.SYMMETRIC || theirs == NatType.NONE);
  }

  /** LAN addresses make sense only behind one public address. */
  private static boolean shared(Turn turn, List<Candidate> named) {
    for (Endpoint theirs : of(CandidateKind.OBSERVED, named)) {
      for (Endpoint ours : turn.outlook.endpoints()) {
        if (ours.host().equals(theirs.host())) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Endpoint> of(CandidateKind kind, List<Candidate> places) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (Candidate place : places) {
      if (place.kind() == kind) {
        endpoints.add(place.endpoint());
      }
    }
    return endpoints;
  }

  /** An address of a single machine, and not one that would lead the tunnel into itself. */
  private static boolean decent(PeerList list, Candidate place) {
    Optional<IpAddress> address = place.endpoint().address();
    if (address.isEmpty() || RESERVED.contains(address.get()) || meshed(list, address.get())) {
      return false;
    }
    Optional<CidrProblem> problem = Cidr.ofHost(address.get()).routability();
    return switch (place.kind()) {
      case LAN -> problem.isEmpty();
      case OBSERVED -> problem.isEmpty() || problem.get() == CidrProblem.PUBLIC;
      case DECLARED -> false; // those stand in its signed facts
    };
  }

  private static boolean meshed(PeerList list, IpAddress address) {
    boolean ours = list.own().filter(own -> holds(own, address)).isPresent();
    if (ours) {
      return true;
    }
    for (Peer peer : list.peers().values()) {
      if (holds(peer.record(), address)) {
        return true;
      }
    }
    for (Relay relay : Relays.of(list)) {
      if (relay.address().equals(address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(SiteRecord record, IpAddress address) {
    for (Range range : record.ranges()) {
      if (range.cidr().contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Neither us, nor a relay (which would pass for success), nor what this machine lives on. */
  private static boolean foreign(Turn turn, Candidate place) {
    IpAddress address = place.endpoint().address().orElseThrow();
    Set<IpAddress> locals = turn.outlook.locals();
    boolean family = locals.stream().anyMatch(local -> local.isV4() == address.isV4());
    boolean relay = false;
    for (Relay known : Relays.of(turn)) {
      Optional<IpAddress> at = Relays.endpoint(turn, known).flatMap(Endpoint::address);
      relay |= at.filter(address::equals).isPresent();
    }
    return family
        && !relay
        && !locals.contains(address)
        && !turn.outlook.endpoints().contains(place.endpoint())
        && !turn.host.gateways().contains(address)
        && !turn.host.resolvers().contains(address)
        && !turn.host.coordinators().contains(address);
  }
}
