package io.filigree.edge;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.LogLine;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.relay.Members;
import io.filigree.edge.relay.agent.RelayAgent;
import io.filigree.edge.relay.agent.RelayEffect;
import io.filigree.edge.relay.agent.RelayInput;
import io.filigree.edge.relay.agent.RelayPage;
import io.filigree.edge.relay.agent.RelaySettings;
import io.filigree.edge.relay.agent.RelayState;
import io.filigree.edge.relay.agent.RelayStep;
import io.filigree.edge.state.LastKnownGood;
import io.filigree.protocol.key.Ed25519Verifier;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Gives the relay's core its world: one thread that feeds it inputs and does what it says. The
 * packets have another; whatever happens here, they pass.
 */
final class RelayDaemon {

  private static final long LONGEST_PAUSE = 10_000;

  /** After a fault of ours, which may well come again at once, in milliseconds. */
  private static final long BREATH = 1_000;

  private final RelayAgent agent;
  private final CoordinatorClient coordinator;
  private final LastKnownGood disk;
  private final Consumer<RelayPage> pages;
  private final Log log;
  private final RelayErrands errands;
  private final BlockingQueue<RelayInput> inputs = new LinkedBlockingQueue<>();

  private RelayState state = RelayState.initial(System.nanoTime());
  private Members members = Members.none();
  private Consumer<Members> serving = serve -> {};
  private volatile boolean stopping;

  RelayDaemon(
      RelaySettings settings,
      CoordinatorClient coordinator,
      LastKnownGood disk,
      Consumer<RelayPage> pages,
      Log log) {
    this.agent = new RelayAgent(settings, Ed25519Verifier.jdk());
    this.coordinator = coordinator;
    this.disk = disk;
    this.pages = pages;
    this.log = log;
    this.errands = new RelayErrands(coordinator, inputs::add, log);
  }

  /** Whom to serve by what the disk holds; asks nobody. The network is asked meanwhile. */
  Members start() {
    take(new RelayInput.Started(Clock.now(), disk.takeRemembered()));
    return members;
  }

  /**
   * Goes on from there, on a thread of its own.
   *
   * @param station serves whom it is told
   * @param attached how many sites are attached now
   */
  Thread follow(Consumer<Members> station, IntSupplier attached) {
    serving = station;
    return Thread.ofPlatform().daemon().name("core").start(() -> run(attached));
  }

  private void run(IntSupplier attached) {
    while (!stopping) {
      take(next(attached));
    }
    take(new RelayInput.Stopping(Clock.now()));
    try {
      disk.close();
    } catch (IOException e) {
      log.warn("the peer list was not closed: " + e.getMessage());
    }
  }

  /** May be called from any thread: what waits for the disk is written, and the thread ends. */
  void stop() {
    stopping = true;
    inputs.add(new RelayInput.Tick(Clock.now()));
  }

  private RelayInput next(IntSupplier attached) {
    long wait = Math.min(LONGEST_PAUSE, state.nextAt() - Clock.now().millis());
    try {
      RelayInput input = inputs.poll(Math.max(0, wait), TimeUnit.MILLISECONDS);
      return input == null ? new RelayInput.Counted(Clock.now(), attached.getAsInt()) : input;
    } catch (InterruptedException e) {
      stopping = true;
      return new RelayInput.Tick(Clock.now());
    }
  }

  private void take(RelayInput input) {
    RelayStep step = step(input);
    state = step.state();
    step.effects().forEach(this::perform);
  }

  /**
   * Nothing that trips us ends what is served: an answer of the feed counts as a failed one, and
   * anything else is passed over.
   */
  private RelayStep step(RelayInput input) {
    try {
      return agent.step(state, input);
    } catch (RuntimeException e) {
      log.say(LogLine.of("internal-error", "where", "core", "what", e.toString()));
      if (input instanceof RelayInput.FeedAnswered) {
        FeedReply failed = new FeedReply.Failed("its answer trips this version: " + e);
        return agent.step(state, new RelayInput.FeedAnswered(Clock.now(), failed));
      }
      return new RelayStep(state.resting(Clock.now().millis() + BREATH), List.of());
    }
  }

  private void perform(RelayEffect effect) {
    switch (effect) {
      case RelayEffect.OfFeed(Effect.OfFeed common) -> perform(common);
      case RelayEffect.Serve(Members served) -> {
        members = served;
        serving.accept(served);
      }
      case RelayEffect.Announce announce -> errands.announce(announce.news());
      case RelayEffect.PutStatus put -> errands.put(put.report());
      case RelayEffect.Show(RelayPage page) -> pages.accept(page);
    }
  }

  private void perform(Effect.OfFeed effect) {
    switch (effect) {
      case Effect.AskFeed ask -> errands.ask(ask, state.held());
      case Effect.Save save -> inputs.add(new RelayInput.Saved(Clock.now(), written(save)));
      case Effect.Reach reach -> coordinator.reach(reach.urls(), reach.pins());
      case Effect.Say(LogLine line) -> log.say(line);
    }
  }

  private Optional<String> written(Effect.Save save) {
    try {
      disk.save(save);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
