package io.filigree.edge.trust;

import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.SiteRecord;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The mesh as this site believes it: what came, and what of it counts.
 *
 * @param holdings the documents as they came
 * @param mesh the mesh record
 * @param own this site's own record; empty when the roster omits it or gives it to another box, and
 *     in the eyes of a relay, which is no site
 * @param candidates every linked site, judged by itself
 * @param peers the sites that are configured, each in its last good state
 * @param exceptions where what counts is not what came: per site its last good state, or none at
 *     all
 * @param refusals what was refused, at most one per site
 * @param disputed whether sites claim the same, so that a change at one may decide about another
 */
public record PeerList(
    Holdings holdings,
    MeshRecord mesh,
    Optional<SiteRecord> own,
    SortedMap<SiteId, Candidate> candidates,
    SortedMap<SiteId, Peer> peers,
    SortedMap<SiteId, Optional<Peer>> exceptions,
    List<Refusal> refusals,
    boolean disputed) {

  public PeerList {
    candidates = Collections.unmodifiableSortedMap(candidates);
    peers = Collections.unmodifiableSortedMap(peers);
    exceptions = Collections.unmodifiableSortedMap(exceptions);
    refusals = List.copyOf(refusals);
  }

  /** Whether both come to the same machine: most changes of a mesh concern others. */
  public boolean configuresLike(PeerList other) {
    return sameAround(other) && changedSince(other).isEmpty();
  }

  /** Whether all but the peers is the same: this site itself, and the relays. */
  public boolean sameAround(PeerList other) {
    return own.equals(other.own) && mesh.relays().equals(other.mesh.relays());
  }

  /**
   * The sites whose state differs from the one in an earlier list, or that only one of both has. A
   * peer that nothing happened to is the same object in both: 5,000 take a millisecond.
   */
  public List<SiteId> changedSince(PeerList earlier) {
    return Changes.between(earlier.peers, peers);
  }

  /** Whether a valid roster no longer lists this site. */
  public boolean removed() {
    return own.isEmpty();
  }
}
