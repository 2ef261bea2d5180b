package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.Operation.PutPeer;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Relay;
import io.filigree.protocol.relay.SeenAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two cores behind NAT in a mesh with two relays, and what they say to each other. */
final class BothEnds {

  static final Relay ONE = TestMesh.relay(1);
  static final Relay TWO = TestMesh.relay(2);
  static final String AT_RELAY = RelayedRun.at(ONE);

  final TestMesh mesh = new TestMesh();

  /** The one with the smaller key. */
  final End first;

  final End second;

  BothEnds() {
    TestSite a = mesh.site(1, "store-a");
    TestSite b = mesh.site(2, "store-b");
    boolean inOrder = a.key().compareTo(b.key()) < 0;
    first = inOrder ? new End(mesh, a, b) : new End(mesh, b, a);
    second = inOrder ? new End(mesh, b, a) : new End(mesh, a, b);
    mesh.relays(ONE, TWO);
    first.run.start();
    second.run.start();
    mesh.change().record(a).facts(a.id(), a.hidden(1)).record(b).facts(b.id(), b.hidden(1)).sign();
    first.run.news(mesh.full());
    second.run.news(mesh.full());
    first.run.pass(20_000);
    second.run.pass(20_000);
  }

  /** Time passes at both ends; what one says the other hears. */
  void pass(long millis) {
    for (long passed = 0; passed < millis; passed += 10) {
      first.run.pass(10);
      second.run.pass(10);
      deliver();
    }
  }

  private void deliver() {
    boolean more = true;
    while (more) {
      boolean there = first.deliver(second);
      more = second.deliver(first) || there;
    }
  }

  /** Traffic both ways for so long, as it is seen four times a second. */
  void talk(long millis, String fromFirst, String fromSecond) {
    for (long passed = 0; passed < millis; passed += 250) {
      first.traffic(fromFirst, 1_000);
      second.traffic(fromSecond, 1_000);
      deliver();
      pass(250);
    }
  }

  /** Through the relay. */
  void talk(long millis) {
    talk(millis, AT_RELAY, AT_RELAY);
  }

  /** One of them. */
  static final class End {

    final TestSite own;
    final TestSite peer;
    final AgentRun run;
    private long received;
    private long sent;
    private int told;

    private End(TestMesh mesh, TestSite own, TestSite peer) {
      this.own = own;
      this.peer = peer;
      this.run = new AgentRun(AgentRun.settings(mesh, own, List.of()));
    }

    /** Whenever it asks the relays they say so. */
    void seen(String local, String byOne, String byTwo) {
      run.sights = List.of(by(ONE, byOne, local), by(TWO, byTwo, local));
    }

    void seenByOne(String local, String byOne) {
      run.sights = List.of(by(ONE, byOne, local));
    }

    private static SeenBy by(Relay relay, String at, String local) {
      Endpoint seen = Endpoint.parse(at);
      return new SeenBy(
          relay.wireGuardKey(),
          new SeenAddress(seen.address().orElseThrow(), seen.port(), 1),
          IpAddress.parse(local));
    }

    /** Counters as WireGuard has them; nothing received when it is of no use. */
    void traffic(String endpoint, long in) {
      received += in;
      sent += 1_000;
      ActualPeer now =
          new ActualPeer(
              Set.of(),
              Optional.of(Endpoint.parse(endpoint)),
              Optional.of(run.now().wall()),
              received,
              sent,
              0,
              false);
      run.give(new Input.TrafficSeen(run.now(), Map.of(peer.key(), now)));
    }

    boolean deliver(End to) {
      List<Effect.Tell> all = run.all(Effect.Tell.class);
      List<Effect.Tell> news = List.copyOf(all.subList(told, all.size()));
      told = all.size();
      news.forEach(tell -> to.hear(tell.call()));
      return !news.isEmpty();
    }

    /** From the other's edge client. */
    void hear(Call call) {
      hear(port(peer), call);
    }

    void hear(Endpoint from, Call call) {
      run.give(new Input.Told(run.now(), from, call));
    }

    static Endpoint port(TestSite site) {
      return new Endpoint(site.ranges().getFirst().cidr().address(), 51_872);
    }

    List<Call> calls() {
      return run.all(Effect.Tell.class).stream().map(Effect.Tell::call).toList();
    }

    /** What WireGuard was told of the peer: {@code CHANGED 198.18.1.1:51900}. */
    List<String> moves() {
      List<String> moves = new ArrayList<>();
      for (Effect.Amend amend : run.all(Effect.Amend.class)) {
        for (Operation.OfPeer operation : amend.operations()) {
          PutPeer put = (PutPeer) operation;
          moves.add(put.how() + " " + put.endpoint().map(Endpoint::toString).orElse("nowhere"));
        }
      }
      return moves;
    }
  }
}
