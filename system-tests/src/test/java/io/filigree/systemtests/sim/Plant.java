package io.filigree.systemtests.sim;

import io.filigree.controlplane.feed.VirtualCoordinator.FactsRule;
import io.filigree.controlplane.report.FactsDesk;
import io.filigree.edge.agent.AgentState;
import io.filigree.edge.agent.FeedReply;

/** A bug, planted around the product's code and never in it. As it stands here: none. */
interface Plant {

  /** An honest world. */
  Plant NONE = new Plant() {};

  /** The core of a client that starts. */
  default Core core(Core honest) {
    return honest;
  }

  /** What a client makes of an answer before its core sees it. */
  default FeedReply heard(AgentState state, FeedReply reply) {
    return reply;
  }

  /** What the coordinator lets become of facts. */
  default FactsRule facts() {
    return FactsDesk::judge;
  }

  /** Whether the coordinator's log is trimmed by one revision too much. */
  default boolean forgetfulLog() {
    return false;
  }
}
