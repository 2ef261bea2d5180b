package io.filigree.edge.agent;

import io.filigree.edge.trust.HostFacts;
import io.filigree.protocol.feed.MeshCopy;
import java.util.Optional;

/**
 * Everything the core knows and has under way. Immutable; a later state comes from {@link
 * Agent#step} only.
 *
 * @param started whether the first input was seen
 * @param damage why the peer list on the disk cannot be read; empty when it can, or once it no
 *     longer matters
 * @param withdrawn whether the machine was cleaned because the site was removed
 * @param clockProblem what is wrong with the machine's clock; empty when nothing is known to be
 * @param unserved why the metrics cannot be read; empty when they can, or are not wanted
 * @param nextAt when to send a {@link Input.Tick} unless something else happens before, in
 *     milliseconds
 */
public record AgentState(
    boolean started,
    Optional<String> damage,
    Knowledge knowledge,
    Contact contact,
    Asking asking,
    Disk disk,
    Noting noting,
    Applying applying,
    Heals heals,
    Drops drops,
    FirstMoves moves,
    Names names,
    Probing probing,
    Inbox inbox,
    OwnFacts facts,
    Reporting reporting,
    HostFacts host,
    boolean withdrawn,
    Optional<String> clockProblem,
    Optional<Effect.Reach> reach,
    Optional<String> unserved,
    Shown shown,
    Chance chance,
    long nextAt) {

  /** All documents of the newest verified peer list. */
  public MeshCopy held() {
    return knowledge.newest().map(list -> list.holdings().copy()).orElse(MeshCopy.empty());
  }

  /** A core that has seen nothing yet. */
  public static AgentState initial(long seed) {
    return new AgentState(
        false,
        Optional.empty(),
        Knowledge.none(),
        Contact.never(Optional.empty()),
        Asking.atOnce(),
        Disk.idle(),
        Noting.remembered(Seen.nothing()),
        Applying.idle(),
        Heals.none(),
        Drops.unseen(),
        FirstMoves.none(),
        Names.none(),
        Probing.none(),
        Inbox.unread(),
        OwnFacts.none(),
        Reporting.none(),
        HostFacts.unknown(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Shown.nothing(),
        new Chance(seed),
        Long.MAX_VALUE);
  }
}
