package io.filigree.systemtests.sim;

import io.filigree.controlplane.feed.VirtualCoordinator.FactsRule;
import io.filigree.controlplane.report.FactsDesk.Verdict;
import io.filigree.edge.agent.AgentInsight;
import io.filigree.edge.agent.AgentState;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Remembered;
import io.filigree.edge.trust.Holdings;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import java.util.List;

/** The bugs that the simulator must find, and by what it tells them. */
enum Planted implements Plant {

  /** What is to be saved counts as saved before the disk has said so. */
  APPLIES_BEFORE_THE_DISK("applies epoch") {
    @Override
    public Core core(Core honest) {
      return new HastyCore(honest);
    }
  },

  /** Whoever cannot be asked has nobody to name. */
  TAKES_AN_ERROR_FOR_AN_EMPTY_LIST("removes a peer for no reason") {
    @Override
    public Core core(Core honest) {
      return new CredulousCore(honest);
    }
  },

  /** Changes do not name who is gone, and nobody minds that they do not add up. */
  FORGETS_WHO_IS_GONE("refuses what the coordinator said") {
    @Override
    public FeedReply heard(AgentState state, FeedReply reply) {
      return reply instanceof FeedReply.News(var answer, long inbox, var time) && !answer.full()
          ? new FeedReply.News(withoutRemovals(state, answer), inbox, time)
          : reply;
    }
  },

  /** The log claims to know a cursor, and has lost what came right after it. */
  TRIMS_ONE_REVISION_TOO_MANY("does not add up") {
    @Override
    public boolean forgetfulLog() {
      return true;
    }
  },

  /** What the disk holds is not looked at: any signed roster will do. */
  BELIEVES_AN_OLDER_ROSTER_AFTER_A_RESTART("applies epoch") {
    @Override
    public Core core(Core honest) {
      return (state, input) ->
          input instanceof Input.Started(var now, _, var seen, var host)
              ? honest.step(state, new Input.Started(now, new Remembered.Nothing(), seen, host))
              : honest.step(state, input);
    }
  },

  /** Whatever facts come last are the newest. */
  TAKES_FACTS_WITHOUT_COMPARING_COUNTERS("the coordinator took facts") {
    @Override
    public FactsRule facts() {
      return (_, minCounter, _) ->
          minCounter.isPresent() ? new Verdict.Taken() : new Verdict.Unlisted();
    }
  };

  private final String sign;

  Planted(String sign) {
    this.sign = sign;
  }

  /** Words of the promise that such a bug breaks. */
  String sign() {
    return sign;
  }

  private static MeshAnswer withoutRemovals(AgentState state, MeshAnswer answer) {
    MeshCopy held =
        AgentInsight.newest(state)
            .map(PeerList::holdings)
            .map(Holdings::copy)
            .orElseGet(MeshCopy::empty);
    return told(answer, held.apply(told(answer, held)));
  }

  private static MeshAnswer told(MeshAnswer answer, MeshCopy after) {
    return new MeshAnswer(
        new Cursor(answer.cursor().revision(), after.digest()),
        answer.epoch(),
        answer.signature(),
        false,
        answer.mesh(),
        answer.records(),
        answer.facts(),
        List.of());
  }
}
