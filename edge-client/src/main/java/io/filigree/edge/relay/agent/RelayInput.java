package io.filigree.edge.relay.agent;

import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Now;
import io.filigree.edge.agent.PutReply;
import io.filigree.edge.agent.Remembered;
import java.util.Optional;

/** Something that happened, and when. */
public sealed interface RelayInput {

  Now now();

  /** The relay starts. Always the first input. */
  record Started(Now now, Remembered remembered) implements RelayInput {}

  /** The time asked for in {@link RelayState#nextAt()} has come. */
  record Tick(Now now) implements RelayInput {}

  /** The relay is about to stop: what waits for the disk is written, nothing else begins. */
  record Stopping(Now now) implements RelayInput {}

  /** The feed was asked and this came back. */
  record FeedAnswered(Now now, FeedReply reply) implements RelayInput {}

  /** {@link RelayEffect.Announce} came back. */
  record Announced(Now now, PutReply reply) implements RelayInput {}

  /** {@link RelayEffect.PutStatus} came back. */
  record StatusAnswered(Now now, PutReply reply) implements RelayInput {}

  /** What was to be kept is on the disk; with a problem nothing of it counts as saved. */
  record Saved(Now now, Optional<String> problem) implements RelayInput {}

  /** So many sites are attached; told now and then. */
  record Counted(Now now, int attached) implements RelayInput {}
}
