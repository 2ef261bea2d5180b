package io.filigree.edge.relay.agent;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.FeedTurn;
import io.filigree.edge.agent.Now;
import io.filigree.edge.agent.Reporting;
import io.filigree.edge.relay.Members;
import io.filigree.edge.trust.PeerList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step under way: the parts of the state as they change, and the effects so far. */
final class RelayTurn extends FeedTurn {

  Optional<PeerList> seen;
  Members members;
  boolean removed;
  long leavesAt;
  Announcing announcing;
  Reporting reporting;
  int attached;
  Optional<RelayPage> shown;

  private final List<RelayEffect> effects = new ArrayList<>();

  RelayTurn(RelayState state, Now now) {
    super(state.feed(), now);
    seen = state.seen();
    members = state.members();
    removed = state.removed();
    leavesAt = state.leavesAt();
    announcing = state.announcing();
    reporting = state.reporting();
    attached = state.attached();
    shown = state.shown();
  }

  @Override
  protected void effect(Effect.OfFeed effect) {
    effects.add(new RelayEffect.OfFeed(effect));
  }

  void effect(RelayEffect effect) {
    effects.add(effect);
  }

  RelayStep finish(long nextAt) {
    RelayState state =
        new RelayState(
            feed(),
            seen,
            members,
            removed,
            leavesAt,
            announcing,
            reporting,
            attached,
            shown,
            nextAt);
    return new RelayStep(state, effects);
  }
}
