package io.filigree.edge.agent;

import io.filigree.edge.trust.HostFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step under way: the parts of the state as they change, and the effects so far. */
final class Turn {

  final Now now;
  boolean started;
  Optional<String> damage;
  Knowledge knowledge;
  Contact contact;
  Asking asking;
  Disk disk;
  Noting noting;
  Applying applying;
  Heals heals;
  Drops drops;
  FirstMoves moves;
  Names names;
  Probing probing;
  Inbox inbox;
  OwnFacts facts;
  Reporting reporting;
  HostFacts host;
  boolean withdrawn;
  Optional<String> clockProblem;
  Optional<Effect.Reach> reach;
  Optional<String> unserved;
  Shown shown;

  private Chance chance;
  private final List<Effect> effects = new ArrayList<>();

  Turn(AgentState state, Now now) {
    this.now = now;
    started = state.started();
    damage = state.damage();
    knowledge = state.knowledge();
    contact = state.contact();
    asking = state.asking();
    disk = state.disk();
    noting = state.noting();
    applying = state.applying();
    heals = state.heals();
    drops = state.drops();
    moves = state.moves();
    names = state.names();
    probing = state.probing();
    inbox = state.inbox();
    facts = state.facts();
    reporting = state.reporting();
    host = state.host();
    withdrawn = state.withdrawn();
    clockProblem = state.clockProblem();
    reach = state.reach();
    unserved = state.unserved();
    shown = state.shown();
    chance = state.chance();
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  void say(String event, String... fields) {
    effects.add(new Effect.Say(LogLine.of(event, fields)));
  }

  void sayIf(boolean news, String event, String... fields) {
    if (news) {
      say(event, fields);
    }
  }

  /** Fresh randomness, used once. */
  Chance chance() {
    chance = chance.next();
    return chance;
  }

  Step finish(long nextAt) {
    AgentState state =
        new AgentState(
            started,
            damage,
            knowledge,
            contact,
            asking,
            disk,
            noting,
            applying,
            heals,
            drops,
            moves,
            names,
            probing,
            inbox,
            facts,
            reporting,
            host,
            withdrawn,
            clockProblem,
            reach,
            unserved,
            shown,
            chance,
            nextAt);
    return new Step(state, effects);
  }
}
