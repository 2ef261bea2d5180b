package io.filigree.edge;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.PutReply;
import io.filigree.edge.agent.StatusReport;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.relay.agent.RelayInput;
import io.filigree.edge.relay.agent.RelayNews;
import io.filigree.protocol.feed.MeshCopy;
import java.util.function.Consumer;

/** What of a relay has to wait for the network: the long poll, and the short calls. */
final class RelayErrands {

  private final CoordinatorClient coordinator;
  private final Consumer<RelayInput> inputs;
  private final Courier feed;
  private final Courier calls;

  RelayErrands(CoordinatorClient coordinator, Consumer<RelayInput> inputs, Log log) {
    this.coordinator = coordinator;
    this.inputs = inputs;
    this.feed = new Courier("feed", log);
    this.calls = new Courier("calls", log);
  }

  void ask(Effect.AskFeed ask, MeshCopy held) {
    feed.send(
        () -> coordinator.feed(ask.since(), ask.waitSeconds(), ask.inbox(), held),
        new FeedReply.Failed(Courier.FAULT),
        (FeedReply reply) -> inputs.accept(new RelayInput.FeedAnswered(Clock.now(), reply)));
  }

  void announce(RelayNews news) {
    calls.send(
        () -> coordinator.putRelay(news),
        new PutReply.Failed(Courier.FAULT),
        (PutReply reply) -> inputs.accept(new RelayInput.Announced(Clock.now(), reply)));
  }

  void put(StatusReport report) {
    calls.send(
        () -> coordinator.putStatus(report),
        new PutReply.Failed(Courier.FAULT),
        (PutReply reply) -> inputs.accept(new RelayInput.StatusAnswered(Clock.now(), reply)));
  }
}
