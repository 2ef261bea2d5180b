package io.filigree.edge;

import io.filigree.edge.agent.Echo;
import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.LogLine;
import io.filigree.edge.agent.Observed;
import io.filigree.edge.agent.PutReply;
import io.filigree.edge.agent.SeenBy;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.probe.Icmp;
import io.filigree.edge.probe.RelayAddresses;
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
import java.util.function.Consumer;

/**
 * What has to wait for the network: the long poll, the short calls and the look-ups each on a
 * thread of their own, so that none holds up another.
 */
final class Errands {

  private final CoordinatorClient coordinator;
  private final Ed25519PrivateKey identityKey;
  private final Consumer<Input> inputs;
  private final Log log;
  private final Courier feed;
  private final Courier calls;
  private final Courier names;
  private final Courier probes;
  private final Courier checks;
  private final Courier sights;
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
    this.feed = new Courier("feed", log);
    this.calls = new Courier("calls", log);
    this.names = new Courier("names", log);
    this.probes = new Courier("probes", log);
    this.checks = new Courier("checks", log);
    this.sights = new Courier("sights", log);
  }

  /** Says what this process lacks, once. */
  void review() {
    if (!mayProbe) {
      log.say(LogLine.of("probes-off", "reason", "no CAP_NET_RAW, so no latency and no loss"));
    }
  }

  void ask(Effect.AskFeed ask, MeshCopy held) {
    feed.send(
        () -> coordinator.feed(ask.since(), ask.waitSeconds(), ask.inbox(), held),
        new FeedReply.Failed(Courier.FAULT),
        (FeedReply reply) -> inputs.accept(new Input.FeedAnswered(Clock.now(), reply)));
  }

  void askInbox() {
    calls.send(
        coordinator::inbox,
        Optional.empty(),
        (Optional<Observed> inbox) -> inputs.accept(new Input.InboxAnswered(Clock.now(), inbox)));
  }

  void put(DocumentText facts) {
    calls.send(
        () ->
            coordinator.putFacts(
                new SignedFacts(facts, new FactsStatement(facts).sign(identityKey))),
        new PutReply.Failed(Courier.FAULT),
        (PutReply reply) -> inputs.accept(new Input.FactsAnswered(Clock.now(), reply)));
  }

  void put(Effect.PutStatus status) {
    calls.send(
        () -> coordinator.putStatus(status.report()),
        new PutReply.Failed(Courier.FAULT),
        (PutReply reply) -> inputs.accept(new Input.StatusAnswered(Clock.now(), reply)));
  }

  /** Without the right to ask the question stays open, and so none follows. */
  void probe(Effect.Probe probe) {
    if (mayProbe) {
      probes.send(
          () -> Icmp.ask(probe.targets()),
          List.of(),
          (List<Echo> echoes) -> inputs.accept(new Input.Probed(Clock.now(), echoes)));
    }
  }

  /** Without the right to ask there is no doubt that could be settled. */
  void check(Effect.Check check) {
    if (mayProbe) {
      checks.send(
          () -> Icmp.askAll(check.questions()),
          List.of(),
          (List<Echo> echoes) -> inputs.accept(new Input.Checked(Clock.now(), echoes)));
    }
  }

  void ask(Effect.AskRelays ask) {
    sights.send(
        () -> RelayAddresses.ask(ask.relays()),
        List.of(),
        (List<SeenBy> seen) -> inputs.accept(new Input.RelaysAnswered(Clock.now(), seen)));
  }

  void resolve(String host) {
    names.send(
        () -> lookUp(host),
        Optional.empty(),
        (Optional<IpAddress> address) ->
            inputs.accept(new Input.Resolved(Clock.now(), host, address)));
  }

  private static Optional<IpAddress> lookUp(String host) {
    try {
      return Optional.of(IpAddress.ofBytes(InetAddress.getByName(host).getAddress()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
