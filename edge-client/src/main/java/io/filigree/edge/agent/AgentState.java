package io.filigree.edge.agent;

import io.filigree.edge.trust.HostFacts;
import io.filigree.protocol.feed.MeshCopy;
import java.util.Optional;

/**
 * Everything the core knows and has under way. Immutable; a later state comes from {@link
 * Agent#step} only.
 *
 * @param feed what it knows of the mesh, and how it stands with disk and coordinator
 * @param withdrawn whether the machine was cleaned because the site was removed
 * @param clockProblem what is wrong with the machine's clock; empty when nothing is known to be
 * @param unserved why the metrics cannot be read; empty when they can, or are not wanted
 * @param nextAt when to send a {@link Input.Tick} unless something else happens before, in
 *     milliseconds
 */
public record AgentState(
    FeedState feed,
    Noting noting,
    Applying applying,
    Heals heals,
    Drops drops,
    FirstMoves moves,
    Nudging nudging,
    Names names,
    Probing probing,
    Outlook outlook,
    Flows flows,
    Ways ways,
    Agreements agreements,
    Inbox inbox,
    OwnFacts facts,
    Reporting reporting,
    boolean withdrawn,
    Optional<String> clockProblem,
    Optional<String> unserved,
    Shown shown,
    long nextAt) {

  /** All documents of the newest verified peer list. */
  public MeshCopy held() {
    return feed.held();
  }

  Knowledge knowledge() {
    return feed.knowledge();
  }

  /** A core that has seen nothing yet. */
  public static AgentState initial(long seed) {
    return new AgentState(
        FeedState.initial(HostFacts.unknown(), seed),
        Noting.remembered(Seen.nothing()),
        Applying.idle(),
        Heals.none(),
        Drops.unseen(),
        FirstMoves.none(),
        Nudging.nobody(),
        Names.none(),
        Probing.none(),
        Outlook.none(),
        Flows.none(),
        Ways.asAnnounced(),
        Agreements.none(),
        Inbox.unread(),
        OwnFacts.none(),
        Reporting.none(),
        false,
        Optional.empty(),
        Optional.empty(),
        Shown.nothing(),
        Long.MAX_VALUE);
  }
}
