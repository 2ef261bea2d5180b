package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualDevice;
import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.FakeHands;
import io.filigree.edge.plan.KeptFile;
import io.filigree.edge.plan.SiteView;
import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A core with a world around it in virtual time: a disk and hands that work at once (unless told
 * not to), and a network that answers what the test says.
 */
final class AgentRun {

  static final Instant EPOCH = Instant.parse("2026-11-24T00:00:00Z");

  final List<Effect> effects = new ArrayList<>();
  final List<Long> askedAt = new ArrayList<>();
  final Map<WireGuardPublicKey, ActualPeer> tunnel = new HashMap<>();

  /** What the relays answer; empty where they are not to answer by themselves. */
  List<SeenBy> sights = List.of();

  Optional<String> diskProblem = Optional.empty();
  Optional<FakeHands> hands = Optional.empty();
  long millis = 1_000_000;
  int ticks;

  private final Agent agent;
  private final Deque<Input> pending = new ArrayDeque<>();
  private AgentState state = AgentState.initial(42);

  AgentRun(TestMesh mesh, TestSite own) {
    this(settings(mesh, own, List.of(Endpoint.parse(own.endpoint()))));
  }

  AgentRun(Settings settings) {
    this.agent = new Agent(settings, Ed25519Verifier.jdk());
  }

  static Settings settings(TestMesh mesh, TestSite own, List<Endpoint> declared) {
    return settings(mesh, own, declared, WarmPolicy.USUAL);
  }

  static Settings settings(TestMesh mesh, TestSite own, List<Endpoint> declared, WarmPolicy warm) {
    return settings(mesh, own, declared, true, warm);
  }

  static Settings withoutClock(TestMesh mesh, TestSite own) {
    return settings(mesh, own, List.of(), false, WarmPolicy.USUAL);
  }

  private static Settings settings(
      TestMesh mesh, TestSite own, List<Endpoint> declared, boolean clock, WarmPolicy warm) {
    return new Settings(
        mesh.rootOf(own),
        own.wireGuard(),
        "filigree0",
        51_871,
        true,
        clock,
        declared,
        List.of(),
        List.of(),
        warm,
        "0.1.0");
  }

  Now now() {
    return new Now(millis, EPOCH.plusMillis(millis));
  }

  AgentRun start(Remembered remembered, HostFacts host) {
    return start(remembered, Seen.nothing(), host);
  }

  AgentRun start(Remembered remembered, Seen seen, HostFacts host) {
    give(new Input.Started(now(), remembered, seen, host));
    return this;
  }

  AgentRun start() {
    return start(new Remembered.Nothing(), HostFacts.unknown());
  }

  void news(MeshAnswer answer) {
    reply(new FeedReply.News(answer, 0, Optional.of(now().wall())));
  }

  void reply(FeedReply reply) {
    give(new Input.FeedAnswered(now(), reply));
  }

  void resolved(String host, Optional<IpAddress> address) {
    give(new Input.Resolved(now(), host, address));
  }

  /** Lets time pass, with every tick that the core asks for. */
  void pass(long duration) {
    long end = millis + duration;
    while (state.nextAt() <= end) {
      millis = Math.max(millis + 1, state.nextAt());
      ticks++;
      give(new Input.Tick(now()));
    }
    millis = Math.max(millis, end);
  }

  void give(Input input) {
    pending.add(input);
    while (!pending.isEmpty()) {
      Step step = agent.step(state, pending.poll());
      state = step.state();
      step.effects().forEach(this::perform);
    }
  }

  private void perform(Effect effect) {
    effects.add(effect);
    switch (effect) {
      case Effect.AskFeed ask -> askedAt.add(millis);
      case Effect.Save save -> pending.add(new Input.Saved(now(), diskProblem));
      case Effect.Note note -> pending.add(new Input.Noted(now(), diskProblem));
      case Effect.Apply apply -> pending.add(applied(apply.view()));
      case Effect.Amend amend ->
          pending.add(
              new Input.Amended(
                  now(),
                  hands.map(real -> real.amend(amend.operations())).orElse(ApplyReport.NOTHING)));
      case Effect.AskRelays ask -> {
        if (!sights.isEmpty()) {
          pending.add(new Input.RelaysAnswered(now(), sights));
        }
      }
      case Effect.Withdraw withdraw ->
          pending.add(new Input.Withdrawn(now(), new ApplyReport(List.of(), List.of())));
      default -> {}
    }
  }

  private Input applied(SiteView view) {
    if (hands.isEmpty()) {
      return new Input.Applied(now(), found(), ApplyReport.NOTHING);
    }
    ActualState found = hands.get().observe();
    DesiredState desired = DesiredState.of(Restraint.apply(view, found));
    return new Input.Applied(now(), found, hands.get().apply(desired, found));
  }

  private ActualState found() {
    return new ActualState(
        now().wall(),
        Optional.empty(),
        Optional.of(new ActualDevice(Optional.empty(), 51_871, 0, tunnel)),
        Map.of(),
        Set.of(),
        Optional.empty(),
        List.of(),
        Set.of(),
        KeptFile.AS_WRITTEN,
        1500,
        false,
        List.of());
  }

  /** The peer has completed a handshake with us now. */
  void handshake(TestSite peer) {
    tunnel.put(
        peer.key(),
        new ActualPeer(
            Set.of(),
            Optional.of(Endpoint.parse(peer.endpoint())),
            Optional.of(now().wall()),
            1,
            1,
            25,
            false));
  }

  AgentState state() {
    return state;
  }

  <E extends Effect> List<E> all(Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <E extends Effect> E last(Class<E> kind) {
    return all(kind).getLast();
  }

  SiteView view() {
    return last(Effect.Apply.class).view();
  }

  StatusPage page() {
    return last(Effect.Show.class).page();
  }

  /** The names of the peers of the last view. */
  List<String> peers() {
    return view().peers().stream().map(peer -> peer.record().name().toString()).toList();
  }

  /** Everything the planner is told, without the moment's first moves. */
  String configuration() {
    return view().peers().stream()
        .map(p -> p.record() + " " + p.facts() + " " + p.endpoint())
        .toList()
        .toString();
  }

  /** The lines logged of one event. */
  List<String> said(String event) {
    return all(Effect.Say.class).stream()
        .filter(say -> say.line().event().equals(event))
        .map(say -> say.line().text())
        .toList();
  }

  List<String> refusals() {
    return page().refusals().stream().map(line -> line.site() + ": " + line.reason()).toList();
  }
}
