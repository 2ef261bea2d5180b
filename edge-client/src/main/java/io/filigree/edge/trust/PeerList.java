package io.filigree.edge.trust;

import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.SiteRecord;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The mesh as this site believes it: what came, and what of it counts.
 *
 * @param holdings the documents as they came
 * @param mesh the mesh record
 * @param own this site's own record; empty when the roster omits it or gives it to another box
 * @param candidates every linked site, judged by itself
 * @param peers the sites that are configured, each in its last good state
 * @param refusals what was refused, at most one per site
 */
public record PeerList(
    Holdings holdings,
    MeshRecord mesh,
    Optional<SiteRecord> own,
    SortedMap<SiteId, Candidate> candidates,
    SortedMap<SiteId, Peer> peers,
    List<Refusal> refusals) {

  public PeerList {
    candidates = Collections.unmodifiableSortedMap(candidates);
    peers = Collections.unmodifiableSortedMap(peers);
    refusals = List.copyOf(refusals);
  }

  /** Whether a valid roster no longer lists this site. */
  public boolean removed() {
    return own.isEmpty();
  }

  /** Where what counts is not what came: per site its last good state, or none at all. */
  public SortedMap<SiteId, Optional<Peer>> exceptions() {
    SortedMap<SiteId, Optional<Peer>> exceptions = new TreeMap<>();
    for (SiteId site : candidates.keySet()) {
      Optional<Peer> peer = Optional.ofNullable(peers.get(site));
      if (peer.isEmpty() || !asItCame(site, peer.get())) {
        exceptions.put(site, peer);
      }
    }
    return exceptions;
  }

  private boolean asItCame(SiteId site, Peer peer) {
    return holdings.copy().record(site).equals(Optional.of(peer.recordText()))
        && peer.facts().map(KnownFacts::signed).equals(holdings.copy().facts(site));
  }

  /** Whether the site's documents are the same there as here. */
  boolean unchanged(SiteId site, Holdings now) {
    return holdings.copy().record(site).equals(now.copy().record(site))
        && holdings.copy().facts(site).equals(now.copy().facts(site));
  }
}
