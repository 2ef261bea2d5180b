package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.trust.HostFacts;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened, and when. The core learns of the world, and of time, only so. */
public sealed interface Input {

  Now now();

  /** The client starts. Always the first input. */
  record Started(Now now, Remembered remembered, Seen seen, HostFacts host) implements Input {}

  /** The time asked for in {@link AgentState#nextAt()} has come. */
  record Tick(Now now) implements Input {}

  /** The client is about to stop: what waits for the disk is written, nothing else begins. */
  record Stopping(Now now) implements Input {}

  /** {@link Effect.AskFeed} came back. */
  record FeedAnswered(Now now, FeedReply reply) implements Input {}

  /** {@link Effect.AskInbox} came back; empty when it failed. */
  record InboxAnswered(Now now, Optional<Observed> observed) implements Input {}

  /** {@link Effect.PutFacts} came back. */
  record FactsAnswered(Now now, PutReply reply) implements Input {}

  /** {@link Effect.PutStatus} came back. */
  record StatusAnswered(Now now, PutReply reply) implements Input {}

  /** {@link Effect.Save} is done; with a problem nothing of it counts as saved. */
  record Saved(Now now, Optional<String> problem) implements Input {}

  /** {@link Effect.Note} is done; with a problem nothing of it counts as saved. */
  record Noted(Now now, Optional<String> problem) implements Input {}

  /** {@link Effect.SetClock} is done, or was refused. */
  record ClockSet(Now now, Optional<String> problem) implements Input {}

  /** {@link Effect.Apply} is done: what was found, and what was changed. */
  record Applied(Now now, ActualState found, ApplyReport report) implements Input {}

  /** Somebody, or something, changed a part of this machine that is ours; or we did ourselves. */
  record Disturbed(Now now) implements Input {}

  /** {@link Effect.Amend} is done. */
  record Amended(Now now, ApplyReport report) implements Input {}

  /** {@link Effect.Withdraw} is done. */
  record Withdrawn(Now now, ApplyReport report) implements Input {}

  /** {@link Effect.Resolve} is done; empty when the name does not resolve. */
  record Resolved(Now now, String host, Optional<IpAddress> address) implements Input {}

  /** {@link Effect.Probe} is done. */
  record Probed(Now now, List<Echo> echoes) implements Input {
    public Probed {
      echoes = List.copyOf(echoes);
    }
  }

  /** These peers' counters have moved since the last time. */
  record TrafficSeen(Now now, Map<WireGuardPublicKey, ActualPeer> moved) implements Input {
    public TrafficSeen {
      moved = Map.copyOf(moved);
    }
  }

  /** {@link Effect.Check} is done. */
  record Checked(Now now, List<Echo> echoes) implements Input {
    public Checked {
      echoes = List.copyOf(echoes);
    }
  }

  /** {@link Effect.AskRelays} is done; who did not answer is not in it. */
  record RelaysAnswered(Now now, List<SeenBy> sights) implements Input {
    public RelaysAnswered {
      sights = List.copyOf(sights);
    }
  }

  /** Another edge client said something, from there inside the tunnel. */
  record Told(Now now, Endpoint from, Call call) implements Input {}

  /** It was tried to open the metrics' listener; with a problem it is not open. */
  record MetricsServed(Now now, Optional<String> problem) implements Input {}

  /** The machine's gateways, resolvers or coordinator addresses are others now. */
  record HostChanged(Now now, HostFacts host) implements Input {}
}
