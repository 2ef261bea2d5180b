package io.filigree.edge;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.LogLine;
import io.filigree.edge.agent.PutReply;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.probe.Icmp;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.FactsStatement;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What has to wait for the network: the long poll, the short calls and the look-ups each on a
 * thread of their own, so that none holds up another. Whatever happens, an answer comes back.
 */
final class Errands {

  private final CoordinatorClient coordinator;
  private final Ed25519PrivateKey identityKey;
  private final Consumer<Input> inputs;
  private final Log log;
  private final Executor feed = thread("feed");
  private final Executor calls = thread("calls");
  private final Executor names = thread("names");
  private final Executor probes = thread("probes");
  private final boolean mayProbe = Icmp.permitted();

  Errands(
      CoordinatorClient coordinator,
      Ed25519PrivateKey identityKey,
      Consumer<Input> inputs,
      Log log) {
    this.coordinator = coordinator;
    this.identityKey = identityKey;
    this.inputs = inputs;
    this.log = log;
  }

  /** Says what this process lacks, once. */
  void review() {
    if (!mayProbe) {
      log.say(LogLine.of("probes-off", "reason", "no CAP_NET_RAW, so no latency and no loss"));
    }
  }

  private static Executor thread(String name) {
    return Executors.newSingleThreadExecutor(task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    });
  }

  void ask(Effect.AskFeed ask, MeshCopy held) {
    feed.execute(() -> {
      FeedReply reply =
          guarded(
              () -> coordinator.feed(ask.since(), ask.waitSeconds(), ask.inbox(), held),
              new FeedReply.Failed("internal error"));
      inputs.accept(new Input.FeedAnswered(Clock.now(), reply));
    });
  }

  void askInbox() {
    calls.execute(() ->
        inputs.accept(
            new Input.InboxAnswered(Clock.now(), guarded(coordinator::inbox, Optional.empty()))));
  }

  void put(DocumentText facts) {
    calls.execute(() -> {
      PutReply reply =
          guarded(
              () ->
                  coordinator.putFacts(
                      new SignedFacts(facts, new FactsStatement(facts).sign(identityKey))),
              new PutReply.Failed("internal error"));
      inputs.accept(new Input.FactsAnswered(Clock.now(), reply));
    });
  }

  void put(Effect.PutStatus status) {
    calls.execute(() -> {
      PutReply reply =
          guarded(
              () -> coordinator.putStatus(status.report()), new PutReply.Failed("internal error"));
      inputs.accept(new Input.StatusAnswered(Clock.now(), reply));
    });
  }

  /** Without the right to ask the question stays open, and so none follows. */
  void probe(Effect.Probe probe) {
    if (mayProbe) {
      probes.execute(() ->
          inputs.accept(
              new Input.Probed(Clock.now(), guarded(() -> Icmp.ask(probe.targets()), List.of()))));
    }
  }

  void resolve(String host) {
    names.execute(() ->
        inputs.accept(
            new Input.Resolved(Clock.now(), host, guarded(() -> lookUp(host), Optional.empty()))));
  }

  private static Optional<IpAddress> lookUp(String host) {
    try {
      return Optional.of(IpAddress.ofBytes(InetAddress.getByName(host).getAddress()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** A fault of ours must not leave the core waiting for an answer for ever. */
  private <T> T guarded(Supplier<T> errand, T otherwise) {
    try {
      return errand.get();
    } catch (RuntimeException e) {
      log.say(LogLine.of("internal-error", "where", "network", "what", e.toString()));
      return otherwise;
    }
  }
}
