package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.Operation.PutPeer;
import io.filigree.edge.plan.PeerView;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.Relay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A core in a mesh with two relays, with a peer that says where it can be reached and one that does
 * not, and with counters of what goes through the tunnel.
 */
final class RelayedRun {

  final TestMesh mesh = new TestMesh();
  final TestSite ours = mesh.site(1, "store-a");
  final TestSite hidden = mesh.site(2, "store-b");
  final TestSite open = mesh.site(3, "store-c");
  final Relay first = TestMesh.relay(1);
  final Relay second = TestMesh.relay(2);
  final AgentRun run;

  private final Map<WireGuardPublicKey, long[]> counters = new HashMap<>();

  private RelayedRun(List<Endpoint> declared, WarmPolicy warm) {
    run = new AgentRun(AgentRun.settings(mesh, ours, declared, warm));
  }

  /** Nobody can reach us; the relays are these. */
  static RelayedRun behindNat(Relay... relays) {
    return behindNat(WarmPolicy.USUAL, relays);
  }

  /** The same with another say of our operator. */
  static RelayedRun behindNat(WarmPolicy warm, Relay... relays) {
    return new RelayedRun(List.of(), warm).meshed(relays);
  }

  /** Everybody can reach us. */
  static RelayedRun reachable(Relay... relays) {
    RelayedRun run = new RelayedRun(List.of(Endpoint.parse("198.18.0.1:51871")), WarmPolicy.USUAL);
    return run.meshed(relays);
  }

  private RelayedRun meshed(Relay... relays) {
    mesh.relays(relays);
    run.start();
    run.news(
        mesh.change()
            .record(ours)
            .record(hidden)
            .facts(hidden.id(), hidden.hidden(1))
            .put(open, 1)
            .sign());
    run.pass(20_000);
    return this;
  }

  /** One more site that can be reached; its key is larger than ours for 1, smaller for -1. */
  TestSite joined(int order) {
    int number = 4;
    while (Integer.signum(mesh.site(number, "other").key().compareTo(ours.key())) != order) {
      number++;
    }
    TestSite site = mesh.site(number, "store-" + number);
    run.news(mesh.change().put(site, 1).sign());
    run.pass(5_000);
    return site;
  }

  void relaysAreNow(Relay... relays) {
    mesh.relays(relays);
    run.news(mesh.change().sign());
  }

  static String at(Relay relay) {
    return relay.endpoints().getFirst().toString();
  }

  /** So many bytes more came from the peer, and went to it, there. */
  ActualPeer traffic(TestSite peer, String endpoint, long in, long out) {
    long[] all = counters.computeIfAbsent(peer.key(), key -> new long[2]);
    all[0] += in;
    all[1] += out;
    ActualPeer now =
        new ActualPeer(
            Set.of(),
            Optional.of(Endpoint.parse(endpoint)),
            Optional.of(run.now().wall()),
            all[0],
            all[1],
            0,
            false);
    run.give(new Input.TrafficSeen(run.now(), Map.of(peer.key(), now)));
    return now;
  }

  /** Both ways for so long, as it is seen four times a second. */
  void talk(TestSite peer, String endpoint, long millis) {
    for (long passed = 0; passed < millis; passed += 250) {
      traffic(peer, endpoint, 1000, 1000);
      run.pass(250);
    }
  }

  /** Something goes there and nothing comes back, until it is asked. */
  void silence(TestSite peer, String endpoint) {
    traffic(peer, endpoint, 0, 500);
    run.pass(Flow.PATIENCE);
  }

  /** Of those that are being asked only these answer. */
  void answers(WireGuardPublicKey... keys) {
    Set<WireGuardPublicKey> answering = Set.of(keys);
    run.pass(290);
    List<Echo> echoes = new ArrayList<>();
    for (WireGuardPublicKey asked : askedLast()) {
      Optional<Duration> echo =
          answering.contains(asked) ? Optional.of(Duration.ofMillis(9)) : Optional.empty();
      echoes.add(new Echo(asked, echo));
    }
    run.give(new Input.Checked(run.now(), echoes));
  }

  /** How often somebody was asked so far. */
  int asked() {
    return run.all(Effect.Check.class).size();
  }

  List<WireGuardPublicKey> askedLast() {
    return run.last(Effect.Check.class).questions().stream()
        .map(question -> question.target().peer())
        .toList();
  }

  /** How long that peer may take to answer, in milliseconds. */
  int patience(WireGuardPublicKey peer) {
    return run.last(Effect.Check.class).questions().stream()
        .filter(question -> question.target().peer().equals(peer))
        .findFirst()
        .orElseThrow()
        .patience();
  }

  /** The relay is attached to, and answers after so long. */
  void timed(Relay relay, Duration roundTrip) {
    run.tunnel.put(
        relay.wireGuardKey(),
        new ActualPeer(Set.of(), Optional.empty(), Optional.of(run.now().wall()), 1, 1, 25, false));
    run.pass(31_000);
    run.give(
        new Input.Probed(
            run.now(), List.of(new Echo(relay.wireGuardKey(), Optional.of(roundTrip)))));
  }

  /** What WireGuard was told of single peers: {@code store-b AGAIN 198.18.1.1:51900}. */
  List<String> moves() {
    List<String> moves = new ArrayList<>();
    for (Effect.Amend amend : run.all(Effect.Amend.class)) {
      amend.operations().forEach(operation -> moves.add(move(operation)));
    }
    return moves;
  }

  private String move(Operation.OfPeer operation) {
    PutPeer put = (PutPeer) operation;
    String name =
        run.view().peers().stream()
            .filter(peer -> key(peer).equals(Optional.of(put.key())))
            .findFirst()
            .map(peer -> peer.record().name().toString())
            .orElseThrow();
    return name + " " + put.how() + " " + put.endpoint().map(Endpoint::toString).orElse("nowhere");
  }

  private static Optional<WireGuardPublicKey> key(PeerView peer) {
    return peer.facts().map(Facts::wireGuardKey);
  }

  /** Its session starts afresh, and so do its counters. */
  void addedAgain(TestSite peer) {
    counters.remove(peer.key());
  }

  PeerView view(TestSite peer) {
    return run.view().peers().stream()
        .filter(view -> view.record().site().equals(peer.id()))
        .findFirst()
        .orElseThrow();
  }

  Path path(TestSite peer) {
    return reach(peer).path();
  }

  Reach reach(TestSite peer) {
    return run.state().shown().page().orElseThrow().peers().stream()
        .filter(line -> line.name().equals(peer.name()))
        .findFirst()
        .orElseThrow()
        .reach();
  }
}
