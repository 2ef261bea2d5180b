package io.filigree.edge.relay.agent;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Memory;
import io.filigree.edge.agent.Now;
import io.filigree.edge.agent.PutReply;
import io.filigree.edge.agent.Remembered;
import io.filigree.edge.relay.Member;
import io.filigree.edge.relay.Members;
import io.filigree.edge.trust.Holdings;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshReplay;
import io.filigree.protocol.key.Ed25519Verifier;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A relay's core in virtual time, with a disk that works at once unless told not to. */
final class RelayAgentRun {

  private static final Instant EPOCH = Instant.parse("2026-11-24T00:00:00Z");

  final List<RelayEffect> effects = new ArrayList<>();
  Optional<String> diskProblem = Optional.empty();
  long millis = 1_000_000;

  private final RelayAgent agent;
  private final Deque<RelayInput> pending = new ArrayDeque<>();
  private final List<Memory> kept = new ArrayList<>();
  private RelayState state = RelayState.initial(42);

  RelayAgentRun(RelaySettings settings) {
    this.agent = new RelayAgent(settings, Ed25519Verifier.jdk());
  }

  RelayAgentRun start(Remembered remembered) {
    give(new RelayInput.Started(now(), remembered));
    return this;
  }

  RelayAgentRun start() {
    return start(new Remembered.Nothing());
  }

  Now now() {
    return new Now(millis, EPOCH.plusMillis(millis));
  }

  void news(MeshAnswer answer) {
    give(
        new RelayInput.FeedAnswered(
            now(), new FeedReply.News(answer, 0, Optional.of(now().wall()))));
  }

  void unreachable() {
    give(new RelayInput.FeedAnswered(now(), new FeedReply.Failed("connection refused")));
  }

  void announced(PutReply reply) {
    give(new RelayInput.Announced(now(), reply));
  }

  /** Lets time pass, with every tick that the core asks for. */
  void pass(long duration) {
    long end = millis + duration;
    while (state.nextAt() <= end) {
      millis = Math.max(millis + 1, state.nextAt());
      give(new RelayInput.Tick(now()));
    }
    millis = Math.max(millis, end);
  }

  void give(RelayInput input) {
    pending.add(input);
    while (!pending.isEmpty()) {
      RelayStep step = agent.step(state, pending.poll());
      state = step.state();
      step.effects().forEach(this::perform);
    }
  }

  private void perform(RelayEffect effect) {
    effects.add(effect);
    if (effect instanceof RelayEffect.OfFeed(Effect.Save save)) {
      if (diskProblem.isEmpty()) {
        kept.addAll(save.entries());
      }
      pending.add(new RelayInput.Saved(now(), diskProblem));
    }
  }

  /** What another run would find on the disk. */
  Remembered disk() {
    MeshReplay replay = new MeshReplay();
    kept.forEach(entry -> replay.take(entry.answer()));
    Memory last = kept.getLast();
    MeshAnswer answer = last.answer();
    Holdings held = new Holdings(answer.cursor(), answer.epoch(), answer.signature(), replay.end());
    return new Remembered.Found(held, last.exceptions(), Optional.empty());
  }

  <E extends RelayEffect> List<E> all(Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Who was told to be served last; nobody if that was never told. */
  Members served() {
    List<RelayEffect.Serve> all = all(RelayEffect.Serve.class);
    return all.isEmpty() ? Members.none() : all.getLast().members();
  }

  List<String> names() {
    return served().list().stream().map(member -> member.name().text()).toList();
  }

  Member member(String name) {
    return served().list().stream()
        .filter(member -> member.name().text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  RelayNews lastNews() {
    return all(RelayEffect.Announce.class).getLast().news();
  }

  RelayPage page() {
    return all(RelayEffect.Show.class).getLast().page();
  }

  /** The lines logged of one event. */
  List<String> said(String event) {
    List<String> lines = new ArrayList<>();
    for (RelayEffect effect : effects) {
      if (effect instanceof RelayEffect.OfFeed(Effect.Say say)
          && say.line().event().equals(event)) {
        lines.add(say.line().text());
      }
    }
    return lines;
  }
}
