package io.filigree.edge.relay.agent;

import io.filigree.edge.agent.FeedState;
import io.filigree.edge.agent.Reporting;
import io.filigree.edge.relay.Members;
import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.feed.MeshCopy;
import java.util.Optional;

/**
 * Everything the relay's core knows and has under way. Immutable; a later state comes from {@link
 * RelayAgent#step} only.
 *
 * @param seen the peer list that was last looked at for its members
 * @param members who is served
 * @param removed whether its operator removed the relay
 * @param leavesAt when it stops to serve because of that, in milliseconds; {@code Long.MAX_VALUE}
 *     while nothing says so, and once it has
 * @param attached how many sites were attached when that was last told
 * @param shown the last page
 * @param nextAt when to send a {@link RelayInput.Tick} unless something else happens before, in
 *     milliseconds
 */
public record RelayState(
    FeedState feed,
    Optional<PeerList> seen,
    Members members,
    boolean removed,
    long leavesAt,
    Announcing announcing,
    Reporting reporting,
    int attached,
    Optional<RelayPage> shown,
    long nextAt) {

  /** A core that has seen nothing yet. */
  public static RelayState initial(long seed) {
    return new RelayState(
        FeedState.initial(HostFacts.unrouted(), seed),
        Optional.empty(),
        Members.none(),
        false,
        Long.MAX_VALUE,
        Announcing.nothing(),
        Reporting.none(),
        0,
        Optional.empty(),
        Long.MAX_VALUE);
  }

  /** The same, with nothing to do of its own accord before that time. */
  public RelayState resting(long until) {
    return new RelayState(
        feed, seen, members, removed, leavesAt, announcing, reporting, attached, shown, until);
  }

  /** All documents of the newest verified peer list. */
  public MeshCopy held() {
    return feed.held();
  }
}
