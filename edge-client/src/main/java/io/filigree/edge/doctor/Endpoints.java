package io.filigree.edge.doctor;

import io.filigree.edge.plan.PeerView;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.StaticPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where peers say they are. */
final class Endpoints {
  private Endpoints() {}

  static List<Endpoint> of(PeerView peer) {
    List<Endpoint> endpoints = new ArrayList<>();
    peer.record().staticPeer().flatMap(StaticPeer::endpoint).ifPresent(endpoints::add);
    peer.facts()
        .ifPresent(
            facts -> facts.candidates().forEach(candidate -> endpoints.add(candidate.endpoint())));
    return endpoints;
  }

  /** The host names among them. */
  static Set<String> names(List<PeerView> peers) {
    Set<String> names = new TreeSet<>();
    for (PeerView peer : peers) {
      for (Endpoint endpoint : of(peer)) {
        if (endpoint.address().isEmpty()) {
          names.add(endpoint.host());
        }
      }
    }
    return names;
  }
}
