package io.filigree.edge.agent;

import io.filigree.edge.trust.HostFacts;
import java.util.Optional;

/**
 * The part of a step that everybody takes who follows the feed: what is known and under way, as it
 * changes.
 */
public abstract class FeedTurn {

  final Now now;
  boolean started;
  Optional<String> damage;
  Knowledge knowledge;
  Contact contact;
  Asking asking;
  Disk disk;
  HostFacts host;
  Optional<Effect.Reach> reach;

  private Chance chance;

  protected FeedTurn(FeedState state, Now now) {
    this.now = now;
    started = state.started();
    damage = state.damage();
    knowledge = state.knowledge();
    contact = state.contact();
    asking = state.asking();
    disk = state.disk();
    host = state.host();
    reach = state.reach();
    chance = state.chance();
  }

  /** Something is to be done, after all that was said so far. */
  protected abstract void effect(Effect.OfFeed effect);

  public final void say(String event, String... fields) {
    effect(new Effect.Say(LogLine.of(event, fields)));
  }

  public final void sayIf(boolean news, String event, String... fields) {
    if (news) {
      say(event, fields);
    }
  }

  /** Fresh randomness, used once. */
  public final Chance chance() {
    chance = chance.next();
    return chance;
  }

  public final Now now() {
    return now;
  }

  /** How this part stands. */
  public final FeedState feed() {
    return new FeedState(started, damage, knowledge, contact, asking, disk, host, reach, chance);
  }
}
