package io.filigree.edge.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step under way: the parts of the state as they change, and the effects so far. */
final class Turn extends FeedTurn {

  Noting noting;
  Applying applying;
  Heals heals;
  Drops drops;
  FirstMoves moves;
  Nudging nudging;
  Names names;
  Probing probing;
  Outlook outlook;
  Flows flows;
  Ways ways;
  Agreements agreements;
  Inbox inbox;
  OwnFacts facts;
  Reporting reporting;
  boolean withdrawn;
  Optional<String> clockProblem;
  Optional<String> unserved;
  Shown shown;

  private final List<Effect> effects = new ArrayList<>();

  Turn(AgentState state, Now now) {
    super(state.feed(), now);
    noting = state.noting();
    applying = state.applying();
    heals = state.heals();
    drops = state.drops();
    moves = state.moves();
    nudging = state.nudging();
    names = state.names();
    probing = state.probing();
    outlook = state.outlook();
    flows = state.flows();
    ways = state.ways();
    agreements = state.agreements();
    inbox = state.inbox();
    facts = state.facts();
    reporting = state.reporting();
    withdrawn = state.withdrawn();
    clockProblem = state.clockProblem();
    unserved = state.unserved();
    shown = state.shown();
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  @Override
  protected void effect(Effect.OfFeed effect) {
    effects.add(effect);
  }

  Step finish(long nextAt) {
    AgentState state =
        new AgentState(
            feed(),
            noting,
            applying,
            heals,
            drops,
            moves,
            nudging,
            names,
            probing,
            outlook,
            flows,
            ways,
            agreements,
            inbox,
            facts,
            reporting,
            withdrawn,
            clockProblem,
            unserved,
            shown,
            nextAt);
    return new Step(state, effects);
  }
}
